/* python.exe and pythonw.exe: what the real ones are, a door to python3xx.dll. */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

int __declspec(dllimport) Py_Main(int, wchar_t **);

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int shown) { return Py_Main(__argc, __wargv); }
#else
int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
#endif
