"""The roster workbook: reading it, checking it, and bringing the database to what it says."""

from duty.roster_problems import ImportOutcome
from storage.roster.importer import Progress, RosterKeepsChanging, import_roster
from storage.roster.template import write_template

__all__ = ["ImportOutcome", "Progress", "RosterKeepsChanging", "import_roster", "write_template"]
