"""What holds for every test: no display, no settings of the person who runs them, fixed effort."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.store import SqlStore
from tests import samples

# Qt reads these once, when it is first loaded: hence here and not in a fixture.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
_HOME = Path(tempfile.mkdtemp(prefix="riskreg-tests-"))
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_variable] = str(_HOME / _variable.lower())
os.environ.pop("RISKREG_PASSPHRASE", None)
os.environ["RISKREG_LANGUAGE"] = "en"

# A file on a busy machine can take any time, so nothing here has a deadline.
_UNTIMED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile(
    "ci", max_examples=25, deadline=None, derandomize=True, suppress_health_check=_UNTIMED
)
settings.register_profile("deep", max_examples=1000, deadline=None, suppress_health_check=_UNTIMED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def nobodys_settings() -> Iterator[Path]:
    """Every test begins without remembered windows, recent files or logs, and leaves none."""
    yield _HOME
    for left in _HOME.iterdir():
        shutil.rmtree(left, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples.make_register(tmp_path_factory.mktemp("templates") / "empty.riskreg")


@pytest.fixture(scope="session")
def starter_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("templates") / "starter.riskreg"
    return samples.make_register(path, starter=True)


@pytest.fixture
def register_file(tmp_path: Path, empty_template: Path) -> Path:
    """A new register without content."""
    return Path(shutil.copy(empty_template, tmp_path / "register.riskreg"))


@pytest.fixture
def starter_file(tmp_path: Path, starter_template: Path) -> Path:
    """A new register with the starter content."""
    return Path(shutil.copy(starter_template, tmp_path / "starter.riskreg"))


@pytest.fixture
def open_desk() -> Iterator[Callable[..., samples.Opened]]:
    """Opens register files as often as asked, as further windows would; closes them all."""
    stores: list[SqlStore] = []

    def opened(path: Path, person: str = "Ann", passphrase: str | None = None) -> samples.Opened:
        here = samples.open_at(path, person=person, passphrase=passphrase)
        stores.append(here.store)
        return here

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def desk(register_file: Path, open_desk: Callable[..., samples.Opened]) -> samples.Opened:
    """An open, empty register."""
    return open_desk(register_file)
