"""A school in earnest, and its post."""

import pytest
from sqlalchemy import update

from storage.schools import SCHOOL
from storage.work import Store
from tests.scheduler.pretend import Post
from tests.support import small_school


@pytest.fixture
def post(store: Store, school_id: int) -> Post:
    small_school.fill(store, school_id)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
    return Post.of(store, school_id)
