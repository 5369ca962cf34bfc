"""Accepts or rejects all tracked changes of Word files in LibreOffice; run by a Python that has its `uno`.

`python3 office_script.py FOLDER accept|reject FILE…` writes the files to FOLDER under their names.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def main(folder: str, how: str, *files: str) -> None:
    """Write each of the files, with its changes accepted or rejected, to the folder."""
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"reportgen-{Path(profile).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
             f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            context = connected(pipe)
            for file in files:
                resolve(context, Path(file), Path(folder) / Path(file).name, COMMANDS[how])
            desktop(context).terminate()
            office.wait(30)
        finally:
            office.kill()


def connected(pipe: str) -> Any:
    """Return the context of the office that listens, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def desktop(context: Any) -> Any:
    """Return the office's desktop."""
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def resolve(context: Any, file: Path, target: Path, command: str) -> None:
    """Open a file, accept or reject its changes, and save it."""
    document = desktop(context).loadComponentFromURL(file.as_uri(), "_blank", 0, (told("Hidden", True),))
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    document.storeToURL(target.as_uri(), (told("FilterName", "MS Word 2007 XML"),))
    document.close(True)


def told(name: str, value: object) -> PropertyValue:
    """Return a property of a command."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
