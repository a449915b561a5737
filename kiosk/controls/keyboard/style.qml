// Found by Qt Virtual Keyboard through QT_VIRTUALKEYBOARD_STYLE=foyer; the look itself is a type
// of the module, so it is compiled and linted with the rest.
import Foyer.Controls

KeyboardLook {}
