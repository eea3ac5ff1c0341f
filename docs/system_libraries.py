"""Says in one line which system libraries Qt misses here, with the apt line that brings them.

As root on Debian or Ubuntu it installs them itself. On Windows and macOS there is nothing to do.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

#: What Qt 6 loads on Linux, and the Debian package each comes from.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def missing() -> list[str]:
    """Debian packages whose library cannot be loaded."""
    absent = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            absent.append(package)
    if shutil.which("fc-list") is None or not _has_a_font():
        absent += ["fontconfig", "fonts-noto-core"]
    return absent


def _has_a_font() -> bool:
    fonts = subprocess.run(["fc-list", ":lang=en"], capture_output=True, check=False)
    return bool(fonts.stdout.strip())


def main() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    absent = missing()
    if not absent:
        return 0
    apt = ["apt-get", "install", "-y", "--no-install-recommends", *absent]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing what Qt needs: {' '.join(absent)}", file=sys.stderr)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run([*apt, "-qq"], check=True, env=quiet, stdout=subprocess.DEVNULL)
        return 0
    print(
        f"Qt needs system libraries that are not here; bring them with: sudo {' '.join(apt)}",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
