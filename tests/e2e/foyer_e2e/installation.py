"""A data folder as deploy/quickstart lays it out; makes what is missing.

server/ (all the server knows), kiosk-N/identity (what enrolment handed out), kiosk-N/journal."""
import re
from pathlib import Path

from .processes import run

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = ROOT / "deploy/catalogues/pankow"


class Installation:
    def __init__(self, build, data, sync_port, catalogue=CATALOGUE):
        self.build, self.data = Path(build).resolve(), Path(data).resolve()
        self.sync_port, self.catalogue = sync_port, Path(catalogue)
        self.program = self.build / "bin/foyer-server"
        self.server = self.data / "server"
        self.log = self.data / "server.log"

    def kiosk(self, number):
        return self.data / f"kiosk-{number}"

    @property
    def authority(self):
        """The certificate of the server's own authority, as a kiosk has it."""
        return self.kiosk(1) / "identity/ca.pem"

    def prepare(self, kiosks=2):
        self.data.mkdir(parents=True, exist_ok=True)
        if not self.server.exists():
            self.command("init")
            self.command("admin", "load-catalogue", str(self.catalogue))
        for number in range(1, kiosks + 1):
            if not (self.kiosk(number) / "identity").exists():
                self.enrol(number)

    def enrol(self, number):
        (self.kiosk(number) / "journal").mkdir(parents=True, exist_ok=True)
        sites = self.sites()
        self.command("admin", "enrol-kiosk", "--name", f"Kiosk {number}", "--site", sites[(number - 1) % len(sites)],
                     "--server", f"localhost:{self.sync_port}", "--out", str(self.kiosk(number) / "identity"))

    def sites(self):
        text = (self.catalogue / "sites.yaml").read_text(encoding="utf-8")
        return re.findall(r"^  ([\w/-]+):$", text, re.M)

    def command(self, *words):
        """`foyer-server WORDS --data DIR`; what it printed."""
        split = 2 if words[0] == "admin" else 1
        return run([self.program, *words[:split], "--data", self.server, *words[split:]], self.log)
