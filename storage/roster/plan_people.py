"""What an import changes about staff, students and guardians."""

from storage.people import Post
from storage.roster import marks
from storage.roster.cells import Bad
from storage.roster.changes import ChangeList, Changes, Values, differs
from storage.roster.columns import GUARDIANS, MEMBERS, STUDENTS
from storage.roster.details import updated
from storage.roster.known import KnownMember
from storage.roster.posts import posts_of
from storage.roster.rows import Row
from storage.roster.scene import Scene, user_key

PostsByMember = dict[str, frozenset[Post]]


def plan_members(scene: Scene) -> tuple[Changes, PostsByMember]:
    """Changes to members, and by user key the posts of those whose posts are new or other ones."""
    changes = ChangeList()
    new_posts: PostsByMember = {}
    for row in scene.of(MEMBERS):
        key = user_key(row.text("account"))
        known = scene.known.members.get(key)
        posts = _posts(scene, row, known)
        values: Values = {"name": row.text("name")}
        sealed = updated(scene.vault, MEMBERS, row, known.sealed_details if known else None)
        # Most members have nothing to hide; their column stays empty.
        values["sealed_details"] = sealed.stored_as if sealed.details or (known and known.sealed_details) else None
        if known is None or posts != known.posts:
            new_posts[key] = posts
        if known is not None:
            changes.change(known.id, values, when=key in new_posts or differs(known, values))
        else:
            school = scene.known.school
            place = {"corp_id": school.corp_id, "school_id": school.id}
            changes.add({**place, "user_id": row.text("account"), "user_key": key, **values})
    return changes.done(), new_posts


def _posts(scene: Scene, row: Row, known: KnownMember | None) -> frozenset[Post]:
    posts = posts_of(row, known.posts if known else frozenset(), scene.grades)
    return frozenset() if isinstance(posts, Bad) else posts


def plan_students(scene: Scene) -> Changes:
    changes = ChangeList()
    for row in scene.of(STUDENTS):
        stored = scene.known.students.get(row.text("student_no"))
        sealed = updated(scene.vault, STUDENTS, row, stored.sealed_details if stored else None)
        account = sealed.details.get("platform_account")
        values: Values = {
            "name": row.text("name"),
            "grade": row.text("grade"),
            "class_name": row.text("class_name"),
            "platform_mark": marks.student_account(scene.vault, account) if account else None,
            "sealed_details": sealed.stored_as,
        }
        if stored is not None:
            changes.change(stored.id, values, when=differs(stored, values))
        else:
            changes.add({"school_id": scene.known.school.id, "student_no": row.text("student_no"), **values})
    return changes.done()


def plan_guardians(scene: Scene) -> Changes:
    changes = ChangeList()
    for row in scene.of(GUARDIANS):
        identity = marks.guardian(scene.vault, row.text("name"), row.text("relation"))
        stored = scene.known.guardians.get((row.text("student_no"), identity))
        sealed = updated(scene.vault, GUARDIANS, row, stored.sealed_details if stored else None)
        account = sealed.details.get("platform_account")
        said = row.values.get("no_contact") if row.has("no_contact") or stored is None else stored.no_contact
        values: Values = {
            "platform_mark": marks.parent_account(scene.vault, account) if account else None,
            "no_contact": bool(said),
            "sealed_details": sealed.stored_as,
        }
        if stored is not None:
            changes.change(stored.id, values, when=differs(stored, values))
        else:
            whose = {"school_id": scene.known.school.id, "student_no": row.text("student_no")}
            changes.add({**whose, "identity_mark": identity, **values})
    return changes.done()
