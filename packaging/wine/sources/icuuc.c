/* Windows has icuuc.dll since 1703; Wine 10 has none, and Qt6Core does not load without it. This one knows no converter:
   ucnv_open fails, so Qt falls back to the encodings that it has itself. It never goes into a bundle. */
#include <stddef.h>

#define EXPORTED __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

EXPORTED void *ucnv_open(const char *name, int *error) { if (error) *error = FILE_ACCESS_ERROR; return NULL; }
EXPORTED int ucnv_countAvailable(void) { return 0; }
EXPORTED const char *ucnv_getAvailableName(int number) { return NULL; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return NULL; }

/* No converter is ever open, so nobody can call what follows with one: the names are enough. */
#define NEVER(name) EXPORTED void *name(void) { return NULL; }
NEVER(ucnv_close)
NEVER(ucnv_reset)
NEVER(ucnv_getMaxCharSize)
NEVER(ucnv_getName)
NEVER(ucnv_getToUCallBack)
NEVER(ucnv_getFromUCallBack)
NEVER(ucnv_setToUCallBack)
NEVER(ucnv_setFromUCallBack)
NEVER(ucnv_cbToUWriteUChars)
NEVER(ucnv_cbFromUWriteUChars)
NEVER(ucnv_toUnicode)
NEVER(ucnv_fromUnicode)
NEVER(ucnv_toUCountPending)
NEVER(ucnv_fromUCountPending)
NEVER(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER(UCNV_TO_U_CALLBACK_SUBSTITUTE)
