"""What all tables share: names of constraints, ids, references, and the way to a table from its row class."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table
from sqlmodel import Field, SQLModel

# Named constraints: Alembic can only change later what has a name now.
METADATA: MetaData = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite counts by itself only in a column of exactly the type INTEGER.
BIG = BigInteger().with_variant(Integer, "sqlite")


def row_id() -> int | None:
    column: Column[int] = Column(BIG, primary_key=True)
    field: int | None = Field(default=None, sa_column=column)
    return field


def ref(target: str, *, null: bool = False, index: bool = False) -> int:
    column: Column[int] = Column(BIG, ForeignKey(f"{target}.id"), nullable=null, index=index)
    field: int = Field(sa_column=column)
    return field


def table(row: type[SQLModel]) -> Table:
    """The Core table of a row class: statements are written with Core, an ORM session costs ten times more."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]
