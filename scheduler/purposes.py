"""The table of what each purpose of a message means for its delivery."""

from collections.abc import Mapping

from scheduler import alarms, consent, digests, notes, notices, reminders, service, standing_in, todo, unanswered
from scheduler.handling import Handling
from storage.outbox import Purpose

PURPOSES: Mapping[Purpose, Handling] = {
    Purpose.ALERT: alarms.ALERT,
    Purpose.CUSTOMER_WORD: service.CUSTOMER_WORD,
    Purpose.ANSWER: notes.ANSWER,
    Purpose.NOTE: notes.NOTE,
    Purpose.UNDELIVERED: notes.UNDELIVERED,
    Purpose.CONSENT: consent.CONSENT,
    Purpose.BINDING: service.BINDING,
    Purpose.UNANSWERED: unanswered.UNANSWERED,
    Purpose.TODO: todo.TODO,
    Purpose.NOTICE: notices.NOTICE,
    Purpose.STAND_IN: standing_in.STAND_IN,
    Purpose.REMINDER: Handling(reminders.ready, reminders.settled),
    Purpose.DIGEST: digests.DIGEST,
}
