"""Whose figures somebody may see: the children whom the sender looks after by post, or the part that was named."""

from dataclasses import dataclass

from duty.people import Child, Role
from handlers.context import Sender
from language.hear.classes import of_class
from language.say import overview as say
from storage.people import Member
from storage.scopes import leading, led_by


@dataclass(frozen=True, slots=True)
class Scope:
    """Some children, class by class, and what they are called together; without children it is not the sender's."""

    called: str
    children: tuple[Child, ...]

    @property
    def ids(self) -> list[int]:
        return [child.id for child in self.children]


def whole_scope(sender: Sender) -> Scope | None:
    """All whom the sender looks after by post; None for who looks after nobody but mentees."""
    if not leading(sender.member):
        return None
    # As the sender tells them apart.
    return Scope(
        scope_called(sender.member), tuple(sender.children[child.id] for child in led_by(sender.school, sender.member))
    )


def scope_called(member: Member) -> str:
    """What those whom a member looks after are called together: a grade, a class, the school, or the own children."""
    posts = leading(member)
    if not posts:
        return say.OWN
    grades = {post.grade for post in posts if not post.class_name}
    places = [(one.grade, one.class_name) for one in posts if not one.class_name or one.grade not in grades]
    return say.scope([] if any(not grade for grade, _ in places) else places)


def named_scope(whole: Scope, grade: str, class_name: str) -> Scope:
    """The part of it that was named, by its own name where it is there; all of it where none was."""
    named = class_name or grade
    if not named:
        return whole
    wanted = set(of_class(named, whole.children))
    children = tuple(child for child in whole.children if child.id in wanted)
    places = [(child.grade, child.class_name if class_name else "") for child in children]
    return Scope(say.scope(places) if children else named, children)


def mentors_in(scope: Scope, sender: Sender) -> list[Member]:
    """The mentors of whom the sender may hear whether they have a child: of the school, or with a post in the scope."""
    school = sender.school
    places = {(child.grade, child.class_name) for child in scope.children}
    places |= {(grade, "") for grade, _ in places}
    everybody = len(scope.children) == len(school.children)
    return [
        member
        for member in school.members.values()
        if any(post.role is Role.MENTOR for post in member.posts)
        if everybody or any((post.grade, post.class_name) in places for post in member.posts)
    ]
