"""Whether there is a display to open a window on, asked before Qt is loaded."""

from __future__ import annotations

import ctypes
import os
import sys

from riskreg.words import _


def display_problem() -> str | None:
    """Why no window can open, as a clause; None where one can.

    Only systems with X11 or Wayland can be without a display; Qt would end the process there.
    """
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    name = os.environ.get("DISPLAY")
    if not name:
        return _("There is no display here")
    return None if _x_answers() else _("The display {name} does not answer").format(name=name)


def _x_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt will say itself what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
