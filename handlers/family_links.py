"""The links by which families are reached without the platform: all of a teacher's, and a guardian's made anew."""

from duty.family_links import RenewLink, ShowFamilyLinks
from duty.people import Child, Kin
from handlers.context import Moment, Sender, Site
from handlers.reply import Reply
from language.hear.kin import kin_of
from language.say import families as say
from language.say import notes as say_notes
from language.say import replies
from storage import audit, carers, family_pages, guardians, links, notes
from storage.guardians import Guardian
from storage.work import Work


def show_family_links(_command: ShowFamilyLinks, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """The way to the page with the links of all families that the sender is close to."""
    own = [one for one in sender.children.values() if _is_close(sender, one, moment)]
    if not any(guardians.of_child(work, child.id) for child in own):
        return Reply(say.nobody(sender.member.name))
    if notes.in_trial(work, sender.school.id):
        return Reply(say.in_trial())
    url = _url(sender, work, moment, site)
    return Reply(say.offered(url) if url else say.no_address())


def renew_link(command: RenewLink, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """Every link by hand that these guardians got before opens nothing from now on."""
    if not command.student_ids:
        return Reply(say.unknown(command.stranger) if command.stranger else say.whose_link())
    children = [sender.children[child] for child in command.student_ids if child in sender.children]
    if not children:
        return Reply(replies.no_longer_in_care())
    own = [child for child in children if _is_close(sender, child, moment)]
    if not own:
        return Reply(say.not_yours(children[0]))
    meant = [(child, one) for child in own for one in _meant(work, child, command.kin)]
    if not meant:
        return Reply(say.not_on_file(own[0]))
    for child, guardian in meant:
        _renew(work, guardian, sender, moment, child)
    labels = [say_notes.guardian(child, guardian.relation) for child, guardian in meant]
    has_pages = not notes.in_trial(work, sender.school.id)
    return Reply(say.renewed(labels, _url(sender, work, moment, site) if has_pages else ""))


def _renew(work: Work, guardian: Guardian, sender: Sender, moment: Moment, child: Child) -> None:
    family_pages.renew(work, guardian.id)
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action="family_link_renewed",
        student_id=child.id,
        subject=str(guardian.id),
    )


def _meant(work: Work, child: Child, kin: Kin | None) -> list[Guardian]:
    known = [one for one in guardians.of_child(work, child.id) if not one.no_contact and not one.removed]
    return [one for one in known if kin is None or (kin_of(one.relation) or Kin.OTHER) is kin]


def _is_close(sender: Sender, child: Child, moment: Moment) -> bool:
    return carers.is_close(sender.school, sender.member, child, moment.today)


def _url(sender: Sender, work: Work, moment: Moment, site: Site) -> str:
    return links.families_url(work.vault, site.base_url, sender.member.id, now=moment.at) if site.base_url else ""
