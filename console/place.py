"""Where the pages are reached from outside, and what follows from it for paths, cookies and frames."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

# The demo shows a parent's page inside its chat page, which is another port of the same machine.
OWN_MACHINE = "http://127.0.0.1:* http://localhost:*"


@dataclass(frozen=True, slots=True)
class Place:
    """`base_url` without a slash at its end; "" where nobody has said yet from where the pages are reached."""

    base_url: str

    def path(self, path: str) -> str:
        """A path of ours as a browser must ask for it, behind a proxy that takes a prefix away, too."""
        return urlsplit(self.base_url).path + path

    @property
    def secure_cookies(self) -> bool:
        """False only on the machine itself: there is no https, and nobody in between."""
        return not (self._loopback and urlsplit(self.base_url).scheme == "http")

    @property
    def frame_ancestors(self) -> str:
        return OWN_MACHINE if self._loopback else "'none'"

    @property
    def _loopback(self) -> bool:
        host = urlsplit(self.base_url).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False
