"""Real photos of two people, fetched once by hash into the user's cache and read from there."""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from tests import services

WANTED = Path(__file__).with_name("photos.txt")
ARCHIVE = "face_recognition-1.3.0.tar.gz"
INSIDE = "face_recognition-1.3.0/tests/test_images/"
PATIENCE = 60


class PhotosAbsent(services.Absent):
    """The photos are not in the cache and cannot be fetched now."""

    def __init__(self, reason: str) -> None:
        Exception.__init__(self, f"the source distribution with the photos cannot be fetched ({reason})")


@contextmanager
def fetched_photos() -> Iterator[dict[str, bytes]]:
    """File name to bytes: obama, obama2, obama3, two partial obamas, biden."""
    cache = platformdirs.user_cache_path("changkong-tests", ensure_exists=True)
    archive = cache / ARCHIVE
    if not archive.exists() or digest(archive) != wanted_digest():
        fetch_into(archive)
    with tarfile.open(archive) as content:
        members = [member for member in content.getmembers() if member.name.startswith(INSIDE) and member.isfile()]
        yield {Path(member.name).name: content.extractfile(member).read() for member in members}


def fetch_into(archive: Path) -> None:
    """By pip, which checks the hash; put in place in one step, because another test session may do the same."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    terms = ["--no-deps", "--no-binary", ":all:", "--require-hashes", "-r", str(WANTED), "--retries", "1"]
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        try:
            done = subprocess.run([*pip, *terms, "-d", folder], capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired as slow:
            raise PhotosAbsent("no answer in time") from slow
        found = Path(folder, ARCHIVE)
        if done.returncode != 0 or not found.exists():
            raise PhotosAbsent((done.stderr.decode(errors="replace").strip().splitlines() or ["pip failed"])[-1])
        found.replace(archive)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted_digest() -> str:
    return WANTED.read_text().rpartition("sha256:")[2].split()[0]
