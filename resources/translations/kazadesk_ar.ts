<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About KazaDesk</source>
        <translation>عن برنامج KazaDesk</translation>
    </message>
    <message>
        <source>A desk for merchants who take payments through Kazawallet payment links.</source>
        <translation>مكتب للتجار الذين يقبضون عبر روابط الدفع من Kazawallet.</translation>
    </message>
    <message>
        <source>KazaDesk is a program of its own; Kazawallet belongs to its owner.</source>
        <translation>برنامج KazaDesk مستقل، أما Kazawallet فملك أصحابه.</translation>
    </message>
    <message>
        <source>KazaDesk is free software under the MIT licence, without any warranty.</source>
        <translation>برنامج KazaDesk حرّ برخصة MIT، ومن دون أي ضمان.</translation>
    </message>
    <message>
        <source>Made with Qt (LGPL 3), Python and other free software. The typeface comes from IBM Plex Sans and IBM Plex Sans Arabic (SIL Open Font License).</source>
        <translation>صُنع بـ Qt (رخصة LGPL 3) وPython وبرمجيات حرة أخرى. الخط مأخوذ من IBM Plex Sans وIBM Plex Sans Arabic (رخصة SIL Open Font).</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>نسخ الإصدارات</translation>
    </message>
    <message>
        <source>For a question to support</source>
        <translation>لإرفاقها بسؤال للدعم</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>الرخص</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>الإصدار {version}</translation>
    </message>
</context>
<context>
    <name>Assign</name>
    <message>
        <source>Assign a payment to a link</source>
        <translation>إسناد دفعة إلى رابط</translation>
    </message>
    <message>
        <source>Search reference, amount, email</source>
        <translation>ابحث بالمرجع أو المبلغ أو البريد</translation>
    </message>
    <message>
        <source>Links that it may be assigned to</source>
        <translation>الروابط التي يمكن إسناد الدفعة إليها</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>إسناد</translation>
    </message>
    <message>
        <source>Which link does this payment belong to?</source>
        <translation>إلى أي رابط تعود هذه الدفعة؟</translation>
    </message>
    <message>
        <source>Only links without an order id are listed; a link with its own id would be paid under that id.</source>
        <translation>لا تظهر هنا إلا الروابط التي لا يُعرف رقم طلبها؛ أما الرابط الذي له رقمه فتأتي دفعته بذلك الرقم.</translation>
    </message>
    <message>
        <source>Every link that Kazawallet made for this account has its order id, so the payment belongs to none of them: it may have been made elsewhere. Ask Kazawallet what it pays for.</source>
        <translation>كل رابط أنشأه Kazawallet لهذا الحساب له رقم طلبه، فالدفعة لا تعود إلى أيٍّ منها، وربما أُنشئ رابطها في مكان آخر. اسأل Kazawallet عمّا تدفع ثمنه.</translation>
    </message>
    <message>
        <source>The same amount and currency</source>
        <translation>المبلغ والعملة نفسهما</translation>
    </message>
    <message>
        <source>Other links</source>
        <translation>روابط أخرى</translation>
    </message>
    <message>
        <source>The link {reference} gets this order id, permanently marked as assigned by hand; this cannot be undone. It does not become paid: that you can mark by hand afterwards.</source>
        <translation>يأخذ الرابط {reference} رقم الطلب هذا، ويبقى مسجّلًا بصورة دائمة أنه أُسند يدويًا، ولا يمكن التراجع عن ذلك. ولا يصبح مدفوعًا بهذا: يمكنك بعدها تسجيله كمدفوع يدويًا.</translation>
    </message>
    <message>
        <source>Choose a link.</source>
        <translation>اختر رابطًا.</translation>
    </message>
    <message>
        <source>No link without an order id is found with this.</source>
        <translation>لا يوجد بهذا البحث رابط بلا رقم طلب.</translation>
    </message>
    <message>
        <source>You asked for {asked}; the notice says {amount}.</source>
        <translation>طلبتَ {asked}، وفي الإشعار {amount}.</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>لا روابط</numerusform>
            <numerusform>رابط واحد</numerusform>
            <numerusform>رابطان</numerusform>
            <numerusform>%n روابط</numerusform>
            <numerusform>%n رابطًا</numerusform>
            <numerusform>%n رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>{links}, {webhooks}. The newest link: {reference}, {amount}, of {when}.</source>
        <translation>{links}، {webhooks}. أحدث رابط: {reference} بمبلغ {amount} بتاريخ {when}.</translation>
    </message>
    <message>
        <source>Those that you make yourself stay until you delete their files.</source>
        <translation>النسخ التي تنشئها بنفسك تبقى إلى أن تحذف ملفاتها.</translation>
    </message>
    <message>
        <source>Backups of the ledger</source>
        <translation>النسخ الاحتياطية لدفتر الروابط</translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation>النسخ الاحتياطية، الأحدث أولًا</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>نسخ احتياطي الآن</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>استعادة…</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>استعادة هذه النسخة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Save a copy to…</source>
        <translation>حفظ نسخة في…</translation>
    </message>
    <message>
        <source>Restore from a file…</source>
        <translation>استعادة من ملف…</translation>
    </message>
    <message>
        <source>Save a copy of the ledger</source>
        <translation>حفظ نسخة من دفتر الروابط</translation>
    </message>
    <message>
        <source>Saved, and read again to make sure: {path}</source>
        <translation>حُفظت، وقُرئت من جديد للتأكد: {path}</translation>
    </message>
    <message>
        <source>Restore from a file</source>
        <translation>استعادة من ملف</translation>
    </message>
    <message>
        <source>A dead disk takes the ledger and these backups: keep them in a second place as well.</source>
        <translation>إذا تعطّل القرص ضاع دفتر الروابط مع هذه النسخ: احفظها في مكان ثانٍ أيضًا.</translation>
    </message>
    <message>
        <source>Second place…</source>
        <translation>مكان ثانٍ…</translation>
    </message>
    <message>
        <source>No second place any more</source>
        <translation>إلغاء المكان الثاني</translation>
    </message>
    <message>
        <source>Second place for backups</source>
        <translation>مكان ثانٍ للنسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Backup of the ledger (*.sqlite)</source>
        <translation>نسخة احتياطية من دفتر الروابط (*.sqlite)</translation>
    </message>
    <message>
        <source>{backup} (made by you)</source>
        <translation>{backup} (أنشأتها بنفسك)</translation>
    </message>
    <message>
        <source>{links}, {webhooks}.</source>
        <translation>{links}، {webhooks}.</translation>
    </message>
    <message>
        <source>Second place: {path}</source>
        <translation>المكان الثاني: {path}</translation>
    </message>
    <message>
        <source>Now: {now}. In the backup: {backup}.</source>
        <translation>الآن: {now}. في النسخة: {backup}.</translation>
    </message>
    <message>
        <source>The backup is restored</source>
        <translation>استُعيدت النسخة الاحتياطية</translation>
    </message>
    <message>
        <source>The ledger that it replaced lies in this folder:</source>
        <translation>دفتر الروابط الذي حلّت محله موجود في هذا المجلد:</translation>
    </message>
    <message>
        <source>The ledger is now that of {when}: {links}, {webhooks}.</source>
        <translation>دفتر الروابط الآن كما كان في {when}: {links}، {webhooks}.</translation>
    </message>
    <message>
        <source>KazaDesk makes one each day, beside the ledger, and keeps those of the last 7 days and 4 weeks.</source>
        <translation>ينشئ KazaDesk نسخة كل يوم بجانب دفتر الروابط، ويحتفظ بنسخ آخر 7 أيام وآخر 4 أسابيع.</translation>
    </message>
    <message>
        <source>This backup cannot be read. Choose another one.</source>
        <translation>تعذّرت قراءة هذه النسخة. اختر نسخة أخرى.</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>لا توجد نسخة احتياطية بعد.</translation>
    </message>
    <message>
        <source>{backup} (before an update)</source>
        <translation>{backup} (قبل تحديث)</translation>
    </message>
    <message>
        <source>What the ledger before it had confirmed is still known: nothing counts twice.</source>
        <translation>ما أكّده دفتر الروابط السابق ما زال معروفًا: لا يُحتسب شيء مرتين.</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) may have been sent since: their outcome is unknown.</source>
        <translation>
            <numerusform>لا روابط أُرسلت منذ ذلك الحين.</numerusform>
            <numerusform>رابط واحد ربما أُرسل منذ ذلك الحين: نتيجته غير معروفة.</numerusform>
            <numerusform>رابطان ربما أُرسلا منذ ذلك الحين: نتيجتهما غير معروفة.</numerusform>
            <numerusform>%n روابط ربما أُرسلت منذ ذلك الحين: نتيجتها غير معروفة.</numerusform>
            <numerusform>%n رابطًا ربما أُرسلت منذ ذلك الحين: نتيجتها غير معروفة.</numerusform>
            <numerusform>%n رابط ربما أُرسلت منذ ذلك الحين: نتيجتها غير معروفة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>لا إشعارات</numerusform>
            <numerusform>إشعار واحد</numerusform>
            <numerusform>إشعاران</numerusform>
            <numerusform>%n إشعارات</numerusform>
            <numerusform>%n إشعارًا</numerusform>
            <numerusform>%n إشعار</numerusform>
        </translation>
    </message>
    <message>
        <source>The present ledger is moved into a folder beside it, and this backup takes its place. Links made after the backup are then missing from the list, and their notices count as unknown. What the present ledger has confirmed stays known, as far as it can be read: nothing counts twice. Nothing is deleted.</source>
        <translation>يُنقل دفتر الروابط الحالي إلى مجلد بجانبه، وتحلّ هذه النسخة محلّه. عندئذ تغيب عن القائمة الروابط التي أُنشئت بعد النسخة، وتُعدّ إشعاراتها غير معروفة. ويبقى معروفًا ما أكّده دفتر الروابط الحالي ما دامت قراءته ممكنة: لا يُحتسب شيء مرتين. ولا يُحذف شيء.</translation>
    </message>
    <message>
        <source>What was confirmed after this backup is not known. Notices of links that are older than this restore are not shown as paid, because they may have been confirmed before: look into your Kazawallet account for each.</source>
        <translation>لا يُعرف ما أُكّد بعد هذه النسخة الاحتياطية. لا تظهر إشعارات الروابط الأقدم من هذه الاستعادة مدفوعةً، فربما أُكّدت من قبل: راجع كل واحد منها في حسابك لدى Kazawallet.</translation>
    </message>
    <message>
        <source>Made since the backup: {states}.</source>
        <translation>أُنشئ منذ النسخة الاحتياطية: {states}.</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) confirmed since stay known.</source>
        <translation>
            <numerusform>لا إشعارات أُكّدت بعدها.</numerusform>
            <numerusform>إشعار واحد أُكّد بعدها يبقى معروفًا.</numerusform>
            <numerusform>إشعاران أُكّدا بعدها يبقيان معروفين.</numerusform>
            <numerusform>%n إشعارات أُكّدت بعدها تبقى معروفة.</numerusform>
            <numerusform>%n إشعارًا أُكّد بعدها يبقى معروفًا.</numerusform>
            <numerusform>%n إشعار أُكّد بعدها يبقى معروفًا.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>There is no file {path}.</source>
        <translation>لا يوجد ملف {path}.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({why}).</source>
        <translation>تعذّرت قراءة الملف {path} ({why}).</translation>
    </message>
    <message>
        <source>The file is larger than {allowed} MB: split it.</source>
        <translation>الملف أكبر من {allowed} ميغابايت: قسّمه.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>الملف فارغ.</translation>
    </message>
    <message>
        <source>The file is neither CSV nor an XLSX or ODS workbook.</source>
        <translation>ليس الملف بصيغة ⁦CSV⁩ ولا مصنّف ⁦XLSX⁩ أو ⁦ODS⁩.</translation>
    </message>
    <message>
        <source>The workbook is in the old XLS format or protected by a password: save it as XLSX, without one.</source>
        <translation>المصنّف بصيغة ⁦XLS⁩ القديمة أو محمي بكلمة مرور: احفظه بصيغة ⁦XLSX⁩ دون كلمة مرور.</translation>
    </message>
    <message>
        <source>The workbook is protected by a password: save it without one.</source>
        <translation>المصنّف محمي بكلمة مرور: احفظه دونها.</translation>
    </message>
    <message>
        <source>The workbook is damaged or uses something unusual: open it in a spreadsheet and save it again.</source>
        <translation>المصنّف تالف أو فيه شيء غير مألوف: افتحه في برنامج جداول واحفظه من جديد.</translation>
    </message>
    <message>
        <source>The workbook is far larger inside than it looks: copy what you need into a new one.</source>
        <translation>المصنّف في داخله أكبر بكثير مما يبدو: انسخ ما تحتاج إليه إلى مصنّف جديد.</translation>
    </message>
    <message>
        <source>The workbook has no sheet {sheet} (it has: {known}).</source>
        <translation>لا ورقة باسم {sheet} في المصنّف (فيه: {known}).</translation>
    </message>
    <message>
        <source>The file is not UTF-8 (row {row}): name its encoding with --encoding, such as windows-1256 for Arabic from Excel, or save it as XLSX.</source>
        <translation>ليس الملف بترميز ⁦UTF-8⁩ (الصف {row}): حدّد ترميزه بالخيار ⁦--encoding⁩، مثل ⁦windows-1256⁩ للعربية من Excel، أو احفظه بصيغة ⁦XLSX⁩.</translation>
    </message>
    <message>
        <source>The file is not {encoding} (row {row}): choose another with --encoding.</source>
        <translation>ليس الملف بترميز {encoding} (الصف {row}): اختر غيره بالخيار ⁦--encoding⁩.</translation>
    </message>
    <message>
        <source>The columns could be cut by more than one mark: name it with --separator.</source>
        <translation>قد يفصل بين الأعمدة أكثر من علامة: حدّدها بالخيار ⁦--separator⁩.</translation>
    </message>
    <message>
        <source>The quotation marks are not closed or a cell is too long (row {row}).</source>
        <translation>علامات الاقتباس غير مغلقة أو الخلية طويلة جدًا (الصف {row}).</translation>
    </message>
    <message>
        <source>The file holds control characters (row {row}): it is no table, or another encoding.</source>
        <translation>في الملف أحرف تحكم (الصف {row}): ليس جدولًا، أو ترميزه مختلف.</translation>
    </message>
    <message>
        <source>The file has more than {allowed} rows: split it.</source>
        <translation>في الملف أكثر من {allowed} صف: قسّمه.</translation>
    </message>
    <message>
        <source>Row {row} has more than {allowed} columns.</source>
        <translation>في الصف {row} أكثر من {allowed} عمود.</translation>
    </message>
    <message>
        <source>The sheet reaches over more than {allowed} cells: copy what you need into a new one.</source>
        <translation>تمتد الورقة على أكثر من {allowed} خلية: انسخ ما تحتاج إليه إلى ورقة جديدة.</translation>
    </message>
    <message>
        <source>The file has more than {allowed} links: split it.</source>
        <translation>في الملف أكثر من {allowed} رابط: قسّمه.</translation>
    </message>
    <message>
        <source>No column is called {words}. Name it with --columns, such as {field}=B. The first row has: {found}</source>
        <translation>لا عمود باسم {words}. حدّده بالخيار ⁦--columns⁩، مثل ⁦{field}=B⁩. في الصف الأول: {found}</translation>
    </message>
    <message>
        <source>Two columns could be {field} ({first}, {second}): name the right one with --columns.</source>
        <translation>قد يكون {field} أحد عمودين ({first}، {second}): حدّد الصحيح بالخيار ⁦--columns⁩.</translation>
    </message>
    <message>
        <source>There is no column {column} for {field}.</source>
        <translation>لا عمود {column} لـ {field}.</translation>
    </message>
    <message>
        <source>This file holds the results of a batch, not links to create. Use the list itself, or a file that was written with --failed.</source>
        <translation>في هذا الملف نتائج دفعة لا روابط للإنشاء. استخدم القائمة نفسها، أو ملفًا كُتب بالخيار ⁦--failed⁩.</translation>
    </message>
    <message>
        <source>The sheet has merged cells: unmerge them, and fill in what each row shall have.</source>
        <translation>في الورقة خلايا مدموجة: افصلها واملأ ما يخص كل صف.</translation>
    </message>
    <message>
        <source>A formula in the sheet has no value: open it in a spreadsheet and save it.</source>
        <translation>في الورقة صيغة بلا قيمة: افتحها في برنامج جداول واحفظها.</translation>
    </message>
    <message>
        <source>a spreadsheet has made a date of it: make the column text, and retype it</source>
        <translation>حوّله برنامج الجداول إلى تاريخ: اجعل العمود نصًا واكتبه من جديد</translation>
    </message>
    <message>
        <source>the formula gives an error</source>
        <translation>الصيغة تعطي خطأ</translation>
    </message>
    <message>
        <source>the formula has no value: open the file in a spreadsheet and save it</source>
        <translation>لا قيمة للصيغة: افتح الملف في برنامج جداول واحفظه</translation>
    </message>
    <message>
        <source>merged with other cells: unmerge them, and fill in what each row shall have</source>
        <translation>مدموجة مع خلايا أخرى: افصلها واملأ ما يخص كل صف</translation>
    </message>
    <message>
        <source>a number of more than 15 digits, whose last ones the spreadsheet has lost: make the column text, and retype it</source>
        <translation>عدد من أكثر من 15 رقمًا أضاع برنامج الجداول آخرها: اجعل العمود نصًا واكتبه من جديد</translation>
    </message>
    <message>
        <source>the cell is too long</source>
        <translation>الخلية طويلة جدًا</translation>
    </message>
    <message>
        <source>looks like a row of totals: take it out of the file</source>
        <translation>يبدو صف مجاميع: احذفه من الملف</translation>
    </message>
    <message>
        <source>the same reference as in row {first}</source>
        <translation>المرجع نفسه في الصف {first}</translation>
    </message>
    <message>
        <source>another link has this reference already</source>
        <translation>لرابط آخر هذا المرجع</translation>
    </message>
    <message>
        <source>no amount</source>
        <translation>لا مبلغ</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>ليس عددًا</translation>
    </message>
    <message>
        <source>must be more than zero, without a sign</source>
        <translation>يجب أن يكون أكبر من الصفر، دون إشارة</translation>
    </message>
    <message>
        <source>write it in full digits</source>
        <translation>اكتبه بالأرقام كاملًا</translation>
    </message>
    <message>
        <source>can be read in two ways: choose with --decimal-mark</source>
        <translation>يُفهم بطريقتين: اختر بالخيار ⁦--decimal-mark⁩</translation>
    </message>
    <message>
        <source>must be more than zero</source>
        <translation>يجب أن يكون أكبر من الصفر</translation>
    </message>
    <message>
        <source>{currency} takes at most {allowed} decimal places</source>
        <translation>تقبل {currency} {allowed} من المنازل العشرية على الأكثر</translation>
    </message>
    <message>
        <source>too many digits (at most {digits})</source>
        <translation>أرقام كثيرة (الحد الأقصى {digits})</translation>
    </message>
    <message>
        <source>no currency</source>
        <translation>لا عملة</translation>
    </message>
    <message>
        <source>not a code of 3 to 10 letters and digits, such as USD</source>
        <translation>ليس رمزًا من 3 إلى 10 أحرف وأرقام، مثل USD</translation>
    </message>
    <message>
        <source>no email: give the column, or the account&apos;s default</source>
        <translation>لا بريد: أضف العمود، أو البريد المحفوظ للحساب</translation>
    </message>
    <message>
        <source>not a complete address</source>
        <translation>ليس عنوانًا كاملًا</translation>
    </message>
    <message>
        <source>too long (at most {allowed} characters)</source>
        <translation>طويل جدًا (الحد الأقصى {allowed} حرفًا)</translation>
    </message>
    <message>
        <source>holds characters that cannot be seen</source>
        <translation>فيه أحرف غير مرئية</translation>
    </message>
    <message>
        <source>holds a blank or an invisible character</source>
        <translation>فيه فراغ أو حرف غير مرئي</translation>
    </message>
    <message>
        <source>must begin with https:// or http://</source>
        <translation>يجب أن يبدأ بـ ⁦https://⁩ أو ⁦http://⁩</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>لا تاريخ</translation>
    </message>
    <message>
        <source>not a date, such as 2026-11-22</source>
        <translation>ليس تاريخًا مثل ⁦2026-11-22⁩</translation>
    </message>
    <message>
        <source>day and month can be read in two ways: choose with --dates</source>
        <translation>يُفهم اليوم والشهر بطريقتين: اختر بالخيار ⁦--dates⁩</translation>
    </message>
    <message>
        <source>a date of the Hijri calendar: give the Gregorian one</source>
        <translation>تاريخ هجري: أعطِ التاريخ الميلادي</translation>
    </message>
    <message>
        <source>the year has two digits: write all four</source>
        <translation>السنة من رقمين: اكتبها بأربعة</translation>
    </message>
    <message>
        <source>lies in the future</source>
        <translation>يقع في المستقبل</translation>
    </message>
    <message>
        <source>neither paid nor unpaid: use words such as paid, unpaid, مدفوع</source>
        <translation>لا مدفوع ولا غير مدفوع: استخدم كلمات مثل مدفوع وغير مدفوع و⁦paid⁩ و⁦unpaid⁩</translation>
    </message>
    <message>
        <source>row {row}, column {column} ({field})</source>
        <translation>الصف {row}، العمود {column} (⁦{field}⁩)</translation>
    </message>
    <message>
        <source>row {row}: {told}</source>
        <translation>الصف {row}: {told}</translation>
    </message>
    <message>
        <source>The file is not written in Unicode (row {row}): choose its encoding. Older Arabic files mostly have that of Windows.</source>
        <translation>الملف غير مكتوب بترميز Unicode (الصف {row}): اختر ترميزه. للملفات العربية الأقدم غالبًا ترميز Windows.</translation>
    </message>
    <message>
        <source>The file is not {encoding} (row {row}): choose another encoding.</source>
        <translation>ترميز الملف ليس {encoding} (الصف {row}): اختر ترميزًا آخر.</translation>
    </message>
    <message>
        <source>The columns could be cut by more than one mark: choose the separator.</source>
        <translation>يمكن أن تفصل بين الأعمدة أكثر من علامة: اختر الفاصل.</translation>
    </message>
    <message>
        <source>No column is called {words}: choose the column of each field. The first row has: {found}</source>
        <translation>لا عمود باسم {words}: اختر عمود كل حقل. في الصف الأول: {found}</translation>
    </message>
    <message>
        <source>Two columns could be the same field ({first}, {second}): choose the right one.</source>
        <translation>عمودان يصلحان للحقل نفسه ({first}، {second}): اختر الصحيح منهما.</translation>
    </message>
    <message>
        <source>This file holds the results of a batch, not links to create. Use the list itself, or a file that was saved with the rows that failed.</source>
        <translation>في هذا الملف نتائج دفعة وليس روابط لإنشائها. استعمل القائمة نفسها، أو ملفًّا حُفظت فيه الصفوف المتعذّرة.</translation>
    </message>
    <message>
        <source>can be read in two ways: choose the decimal mark</source>
        <translation>يُقرأ بطريقتين: اختر علامة الكسور</translation>
    </message>
    <message>
        <source>day and month can be read in two ways: choose the order of day and month</source>
        <translation>يُقرأ اليوم والشهر بطريقتين: اختر ترتيبهما</translation>
    </message>
    <message>
        <source>the cell&apos;s format shows what its value does not say ({shown}): make the column plain, and type all of it</source>
        <translation>تنسيق الخلية يُظهر ما ليس في قيمتها ({shown}): اجعل العمود بلا تنسيق واكتب كل شيء</translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message>
        <source>{why} Nothing more was sent. “Go on” sends what is left.</source>
        <translation>{why} لم يُرسَل شيء بعد ذلك. زر «متابعة» يرسل ما بقي.</translation>
    </message>
    <message>
        <source>Stopped. “Go on” sends what is left; nothing is sent twice.</source>
        <translation>توقّف الإرسال. زر «متابعة» يرسل ما بقي، ولا يُرسَل شيء مرتين.</translation>
    </message>
    <message>
        <source>Stopped: of the last rows nobody knows the outcome. Look into your Kazawallet account before you go on.</source>
        <translation>توقّف الإرسال: نتيجة الصفوف الأخيرة غير معروفة. انظر في حسابك على Kazawallet قبل أن تتابع.</translation>
    </message>
    <message>
        <source>Many links from one file</source>
        <translation>روابط كثيرة من ملف واحد</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>اختيار ملف…</translation>
    </message>
    <message>
        <source>Send all of it once more</source>
        <translation>إرسالها كلها مرة أخرى</translation>
    </message>
    <message>
        <source>Go on with that batch</source>
        <translation>متابعة تلك الدفعة</translation>
    </message>
    <message>
        <source>API key and secret…</source>
        <translation>مفتاح API والمفتاح السري…</translation>
    </message>
    <message>
        <source>Create the links</source>
        <translation>إنشاء الروابط</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>The file with the links to create</source>
        <translation>الملف الذي فيه الروابط المطلوب إنشاؤها</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) are wrong. Nothing is sent until all is right: change how the file is read, or correct it.</source>
        <translation>
            <numerusform>لا خلية خاطئة.</numerusform>
            <numerusform>خلية واحدة خاطئة. لا يُرسَل شيء حتى يصحّ كل شيء: غيّر طريقة قراءة الملف أو صحّحه.</numerusform>
            <numerusform>خليتان خاطئتان. لا يُرسَل شيء حتى يصحّ كل شيء: غيّر طريقة قراءة الملف أو صحّحه.</numerusform>
            <numerusform>%n خلايا خاطئة. لا يُرسَل شيء حتى يصحّ كل شيء: غيّر طريقة قراءة الملف أو صحّحه.</numerusform>
            <numerusform>%n خلية خاطئة. لا يُرسَل شيء حتى يصحّ كل شيء: غيّر طريقة قراءة الملف أو صحّحه.</numerusform>
            <numerusform>%n خلية خاطئة. لا يُرسَل شيء حتى يصحّ كل شيء: غيّر طريقة قراءة الملف أو صحّحه.</numerusform>
        </translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>كل الملفات (*)</translation>
    </message>
    <message numerus="yes">
        <source>Create %n link(s)</source>
        <translation>
            <numerusform>إنشاء الروابط</numerusform>
            <numerusform>إنشاء رابط واحد</numerusform>
            <numerusform>إنشاء رابطين</numerusform>
            <numerusform>إنشاء %n روابط</numerusform>
            <numerusform>إنشاء %n رابطًا</numerusform>
            <numerusform>إنشاء %n رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>The file has no rows.</source>
        <translation>الملف بلا صفوف.</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>جداول</translation>
    </message>
    <message>
        <source>Go on with it?</source>
        <translation>هل تتابعها؟</translation>
    </message>
    <message>
        <source>The first rows as they will be sent</source>
        <translation>الصفوف الأولى كما ستُرسَل</translation>
    </message>
    <message>
        <source>Files that were sent before</source>
        <translation>ملفات أُرسلت من قبل</translation>
    </message>
    <message>
        <source>What is wrong, by row and column</source>
        <translation>الأخطاء بحسب الصف والعمود</translation>
    </message>
    <message>
        <source>A table saved as CSV, XLSX or ODS, with a column “amount” and, if you like, currency, reference, email, redirect URL, name and phone: in English or Arabic. What a row does not say is taken from the account. Choose the file, or drop it here. Nothing is sent before you have seen how it is read.</source>
        <translation>جدول محفوظ بصيغة CSV أو XLSX أو ODS، فيه عمود «المبلغ»، وإن شئت العملة والمرجع والبريد الإلكتروني ورابط العودة والاسم والهاتف، بالعربية أو الإنكليزية. ما لا يذكره الصف يؤخذ من الحساب. اختر الملف أو أفلته هنا. لا يُرسَل شيء قبل أن ترى كيف يُقرأ.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) say the same as an earlier one and have no reference: row {rows}.</source>
        <translation>
            <numerusform>لا صف مكرّر: {rows}.</numerusform>
            <numerusform>صف واحد يطابق صفًّا قبله وليس له مرجع: الصف {rows}.</numerusform>
            <numerusform>صفّان يطابقان صفوفًا قبلهما وليس لهما مرجع: الصفّان {rows}.</numerusform>
            <numerusform>%n صفوف تطابق صفوفًا قبلها وليس لها مرجع: الصفوف {rows}.</numerusform>
            <numerusform>%n صفًّا تطابق صفوفًا قبلها وليس لها مرجع: الصفوف {rows}.</numerusform>
            <numerusform>%n صف تطابق صفوفًا قبلها وليس لها مرجع: الصفوف {rows}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Row</source>
        <translation>الصف</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>المكتوب</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>الخطأ</translation>
    </message>
    <message>
        <source>The file is read…</source>
        <translation>جارٍ قراءة الملف…</translation>
    </message>
    <message>
        <source>Choose how the file is to be read.</source>
        <translation>اختر طريقة قراءة الملف.</translation>
    </message>
    <message>
        <source>They are sent as links of their own.</source>
        <translation>ستُرسَل روابطَ مستقلة.</translation>
    </message>
    <message>
        <source>made for you</source>
        <translation>يُنشأ لك</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>أُرسل</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>المنشأ</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>لا روابط</numerusform>
            <numerusform>رابط واحد</numerusform>
            <numerusform>رابطان</numerusform>
            <numerusform>%n روابط</numerusform>
            <numerusform>%n رابطًا</numerusform>
            <numerusform>%n رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>not used: {columns}</source>
        <translation>لا يُستعمل: {columns}</translation>
    </message>
    <message>
        <source>Together: {sums}</source>
        <translation>المجموع: {sums}</translation>
    </message>
    <message>
        <source>What came of each row</source>
        <translation>ما آل إليه كل صف</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>حفظ النتائج</translation>
    </message>
    <message>
        <source>Save the rows that failed</source>
        <translation>حفظ الصفوف المتعذّرة</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>رمز QR</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>مشاركة</translation>
    </message>
    <message>
        <source>Save the results…</source>
        <translation>حفظ النتائج…</translation>
    </message>
    <message>
        <source>Save the rows that failed…</source>
        <translation>حفظ الصفوف المتعذّرة…</translation>
    </message>
    <message>
        <source>Slips as PDF…</source>
        <translation>القسائم بصيغة PDF…</translation>
    </message>
    <message>
        <source>Copied: {reference}</source>
        <translation>نُسخ: {reference}</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>جدول لبرامج الجداول (*.csv)</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>مصنّف (*.xlsx)</translation>
    </message>
    <message>
        <source>results</source>
        <translation>النتائج</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>المتعذّرة</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>مستند PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save the slips</source>
        <translation>حفظ القسائم</translation>
    </message>
    <message>
        <source>slips</source>
        <translation>القسائم</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>حُفظ باسم {name}</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>أقلّ من دقيقة</numerusform>
            <numerusform>بقيت دقيقة تقريبًا</numerusform>
            <numerusform>بقيت دقيقتان تقريبًا</numerusform>
            <numerusform>بقيت %n دقائق تقريبًا</numerusform>
            <numerusform>بقيت %n دقيقة تقريبًا</numerusform>
            <numerusform>بقيت %n دقيقة تقريبًا</numerusform>
        </translation>
    </message>
    <message>
        <source>The links of {file} are created</source>
        <translation>جارٍ إنشاء روابط الملف {file}</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>أقلّ من ثانية</numerusform>
            <numerusform>بقيت ثانية واحدة</numerusform>
            <numerusform>بقيت ثانيتان</numerusform>
            <numerusform>بقيت %n ثوانٍ</numerusform>
            <numerusform>بقيت %n ثانية</numerusform>
            <numerusform>بقيت %n ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>Links created so far</source>
        <translation>الروابط المنشأة حتى الآن</translation>
    </message>
    <message>
        <source>You may close this window: what is under way is finished, and the rest can be sent later. Nothing is sent twice.</source>
        <translation>يمكنك إغلاق هذه النافذة: يكتمل ما هو قيد الإرسال، ويمكن إرسال الباقي لاحقًا. لا يُرسَل شيء مرتين.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقّف مؤقتًا</translation>
    </message>
    <message>
        <source>stopping: what is under way is waited for</source>
        <translation>جارٍ الإيقاف: يُنتظر ما هو قيد الإرسال</translation>
    </message>
    <message numerus="yes">
        <source>Kazawallet asks to wait %n second(s)</source>
        <translation>
            <numerusform>طلبت Kazawallet الانتظار</numerusform>
            <numerusform>طلبت Kazawallet الانتظار ثانية واحدة</numerusform>
            <numerusform>طلبت Kazawallet الانتظار ثانيتين</numerusform>
            <numerusform>طلبت Kazawallet الانتظار %n ثوانٍ</numerusform>
            <numerusform>طلبت Kazawallet الانتظار %n ثانية</numerusform>
            <numerusform>طلبت Kazawallet الانتظار %n ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} من {all}</translation>
    </message>
    <message>
        <source>This list was sent before: {file}, {when}. {made} of its {all} links were created.</source>
        <translation>أُرسلت هذه القائمة من قبل: {file}، {when}. أُنشئ {made} من {all} من روابطها.</translation>
    </message>
    <message>
        <source>Show its results</source>
        <translation>عرض نتائجها</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>{rate} في الثانية</translation>
    </message>
    <message>
        <source>Arabic, Windows</source>
        <translation>عربي، Windows</translation>
    </message>
    <message>
        <source>Western, Windows</source>
        <translation>غربي، Windows</translation>
    </message>
    <message>
        <source>Turkish, Windows</source>
        <translation>تركي، Windows</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>العملة</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Redirect URL</source>
        <translation>رابط العودة</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>فاصلة</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>فاصلة منقوطة</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>علامة جدولة</translation>
    </message>
    <message>
        <source>Point: 1,234.50</source>
        <translation>نقطة: 1,234.50</translation>
    </message>
    <message>
        <source>Comma: 1.234,50</source>
        <translation>فاصلة: 1.234,50</translation>
    </message>
    <message>
        <source>Day first</source>
        <translation>اليوم أولًا</translation>
    </message>
    <message>
        <source>Month first</source>
        <translation>الشهر أولًا</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>الترميز</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>الفاصل</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>الورقة</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>علامة الكسور</translation>
    </message>
    <message>
        <source>Day and month</source>
        <translation>اليوم والشهر</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message numerus="yes">
        <source>Of the file {file}, sent {when}, %n link(s) are not created yet.</source>
        <translation>
            <numerusform>من الملف {file} المرسَل {when} لم يبقَ شيء.</numerusform>
            <numerusform>من الملف {file} المرسَل {when} بقي رابط واحد لم يُنشأ بعد.</numerusform>
            <numerusform>من الملف {file} المرسَل {when} بقي رابطان لم يُنشآ بعد.</numerusform>
            <numerusform>من الملف {file} المرسَل {when} بقيت %n روابط لم تُنشأ بعد.</numerusform>
            <numerusform>من الملف {file} المرسَل {when} بقي %n رابطًا لم يُنشأ بعد.</numerusform>
            <numerusform>من الملف {file} المرسَل {when} بقي %n رابط لم يُنشأ بعد.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type an offset such as +03:00, or a name such as Asia/Damascus where this computer knows it.</source>
        <translation>اكتب فرقًا زمنيًّا مثل +03:00، أو اسمًا مثل Asia/Damascus إن كان الحاسوب يعرفه.</translation>
    </message>
    <message>
        <source>Type a time of day such as 04:00.</source>
        <translation>اكتب وقتًا مثل 04:00.</translation>
    </message>
    <message>
        <source>This list was sent before: {name}.</source>
        <translation>أُرسلت هذه القائمة من قبل: {name}.</translation>
    </message>
    <message>
        <source>This file was taken over before: {name}.</source>
        <translation>استُورد هذا الملف من قبل: {name}.</translation>
    </message>
    <message>
        <source>This list was taken back already.</source>
        <translation>سُحبت هذه القائمة من قبل.</translation>
    </message>
    <message>
        <source>Not created</source>
        <translation>لم يُنشأ</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation>عرض في القائمة</translation>
    </message>
    <message>
        <source>Nothing was taken.</source>
        <translation>لا مقبوضات.</translation>
    </message>
    <message>
        <source>A close counts what happened to the account&apos;s links since the close before. It gets a number and is never changed; a payment that is confirmed later belongs to the next close.</source>
        <translation>الإقفال يحصي ما جرى لروابط الحساب منذ الإقفال السابق. له رقم ولا يُغيَّر أبدًا، والدفعة التي تُؤكَّد لاحقًا تدخل في الإقفال التالي.</translation>
    </message>
    <message>
        <source>Closes that were made, the newest first</source>
        <translation>الإقفالات السابقة، الأحدث أولًا</translation>
    </message>
    <message>
        <source>Close all up to the end of {day}? It cannot be opened again.</source>
        <translation>هل تقفل كل شيء حتى نهاية {day}؟ لا يمكن فتحه من جديد.</translation>
    </message>
    <message>
        <source>Save all closes</source>
        <translation>حفظ كل الإقفالات</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>إقفال اليوم</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>this computer&apos;s</source>
        <translation>كما في الحاسوب</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>الأيام</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>مدفوع</translation>
    </message>
    <message>
        <source>What</source>
        <translation>البند</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>الروابط</translation>
    </message>
    <message>
        <source>Close it for good</source>
        <translation>إقفال نهائي</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>حفظ بصيغة PDF…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>Save as a workbook…</source>
        <translation>حفظ كمصنّف…</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>إغلاق النافذة</translation>
    </message>
    <message>
        <source>Language of the paper</source>
        <translation>لغة الورقة</translation>
    </message>
    <message>
        <source>Kazawallet is asked for the balances…</source>
        <translation>جارٍ سؤال Kazawallet عن الأرصدة…</translation>
    </message>
    <message>
        <source>Save the close</source>
        <translation>حفظ الإقفال</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Save the close as PDF instead.</source>
        <translation>لا طابعة معدّة على هذا الحاسوب. احفظ الإقفال بصيغة PDF بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>Print the close</source>
        <translation>طباعة الإقفال</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>المنطقة الزمنية</translation>
    </message>
    <message>
        <source>The day ends at</source>
        <translation>ينتهي اليوم عند</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>No day was closed yet.</source>
        <translation>لم يُقفل أي يوم بعد.</translation>
    </message>
    <message>
        <source>Closed: number {number}.</source>
        <translation>تمّ الإقفال رقم {number}.</translation>
    </message>
    <message>
        <source>Kazawallet gave no balances.</source>
        <translation>لم تُعطِ Kazawallet الأرصدة.</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>أُرسل إلى الطابعة</translation>
    </message>
    <message>
        <source>Account: {account}</source>
        <translation>الحساب: {account}</translation>
    </message>
    <message>
        <source>Closes</source>
        <translation>الإقفالات</translation>
    </message>
    <message>
        <source>{kind}: amount</source>
        <translation>{kind}: المبلغ</translation>
    </message>
    <message>
        <source>Close {number}: {days}</source>
        <translation>الإقفال {number}: {days}</translation>
    </message>
    <message>
        <source>Made {when}, account {account}.</source>
        <translation>أُجري {when}، الحساب {account}.</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>أول يوم</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>يدويًّا</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>انتهت المهلة</translation>
    </message>
    <message>
        <source>Without an answer</source>
        <translation>بلا جواب</translation>
    </message>
    <message>
        <source>Of these, for days closed before</source>
        <translation>منها لأيام أُقفلت من قبل</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>الرصيد الافتتاحي</translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation>الرصيد الختامي</translation>
    </message>
    <message>
        <source>Changed otherwise than by these</source>
        <translation>تغيّر الرصيد بغير هذه</translation>
    </message>
    <message>
        <source>Nothing happened.</source>
        <translation>لم يجرِ شيء.</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} إلى {last}</translation>
    </message>
    <message>
        <source>Takings in {currency}, {days}</source>
        <translation>المقبوضات بعملة {currency}، {days}</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>المقبوضات</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>مؤكّد</translation>
    </message>
    <message>
        <source>Links paid</source>
        <translation>روابط مدفوعة</translation>
    </message>
    <message>
        <source>Takings by period</source>
        <translation>المقبوضات بحسب المدة</translation>
    </message>
    <message>
        <source>Green: confirmed by Kazawallet. Grey: marked by hand. The line across a bar: the time before. Dotted: so far. Click a bar, or press Enter, to list its links.</source>
        <translation>الأخضر: أكّدته Kazawallet. الرمادي: سُجّل يدويًّا. الخط على العمود: المدة السابقة. المنقّط: حتى الآن. انقر عمودًا أو اضغط Enter لعرض روابطه.</translation>
    </message>
    <message>
        <source>Save as a table…</source>
        <translation>حفظ كجدول…</translation>
    </message>
    <message>
        <source>of it {amount} by hand</source>
        <translation>منها {amount} يدويًّا</translation>
    </message>
    <message>
        <source>the time before: {amount}</source>
        <translation>المدة السابقة: {amount}</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>حتى الآن</translation>
    </message>
    <message>
        <source>Last 7 days, by day</source>
        <translation>آخر 7 أيام، يومًا بيوم</translation>
    </message>
    <message>
        <source>Last 30 days, by day</source>
        <translation>آخر 30 يومًا، يومًا بيوم</translation>
    </message>
    <message>
        <source>Last 13 weeks, by week</source>
        <translation>آخر 13 أسبوعًا، أسبوعًا بأسبوع</translation>
    </message>
    <message>
        <source>Last 12 months, by month</source>
        <translation>آخر 12 شهرًا، شهرًا بشهر</translation>
    </message>
    <message>
        <source>Last 365 days, by day</source>
        <translation>آخر 365 يومًا، يومًا بيوم</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>المدة الزمنية</translation>
    </message>
    <message>
        <source>Taken: {amount}</source>
        <translation>المقبوض: {amount}</translation>
    </message>
    <message>
        <source>Save the takings</source>
        <translation>حفظ المقبوضات</translation>
    </message>
    <message>
        <source>Sales from before KazaDesk, as a table saved as CSV, XLSX or ODS with the columns date and amount and, if you like, currency, reference, name, phone and state. They are kept as history: never green, and in no close. A list can be taken back whole.</source>
        <translation>مبيعات من قبل KazaDesk، في جدول محفوظ بصيغة CSV أو XLSX أو ODS، فيه عمودا التاريخ والمبلغ، وإن شئت العملة والمرجع والاسم والهاتف والحالة. تُحفظ سجلًّا قديمًا: لا تظهر خضراء ولا تدخل في أي إقفال. ويمكن سحب القائمة كاملة.</translation>
    </message>
    <message>
        <source>The first rows as they will be kept</source>
        <translation>الصفوف الأولى كما ستُحفظ</translation>
    </message>
    <message>
        <source>Lists that were taken over</source>
        <translation>القوائم المستوردة</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>لا مبيعات</numerusform>
            <numerusform>عملية بيع واحدة</numerusform>
            <numerusform>عمليتا بيع</numerusform>
            <numerusform>%n عمليات بيع</numerusform>
            <numerusform>%n عملية بيع</numerusform>
            <numerusform>%n عملية بيع</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken over: {file}, %n sale(s).</source>
        <translation>
            <numerusform>استُوردت: {file}، بلا مبيعات.</numerusform>
            <numerusform>استُوردت: {file}، عملية بيع واحدة.</numerusform>
            <numerusform>استُوردت: {file}، عمليتا بيع.</numerusform>
            <numerusform>استُوردت: {file}، %n عمليات بيع.</numerusform>
            <numerusform>استُوردت: {file}، %n عملية بيع.</numerusform>
            <numerusform>استُوردت: {file}، %n عملية بيع.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take over an old list</source>
        <translation>استيراد قائمة قديمة</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>استُوردت</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>المبيعات</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>سُحبت</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>سحب…</translation>
    </message>
    <message>
        <source>Take it back whole</source>
        <translation>سحبها كاملة</translation>
    </message>
    <message>
        <source>Take the list over</source>
        <translation>استيراد القائمة</translation>
    </message>
    <message numerus="yes">
        <source>Take back {file}? %n sale(s) are deleted from the history.</source>
        <translation>
            <numerusform>هل تسحب {file}؟ ليس فيها مبيعات.</numerusform>
            <numerusform>هل تسحب {file}؟ تُحذف عملية بيع واحدة من السجل القديم.</numerusform>
            <numerusform>هل تسحب {file}؟ تُحذف عمليتا بيع من السجل القديم.</numerusform>
            <numerusform>هل تسحب {file}؟ تُحذف %n عمليات بيع من السجل القديم.</numerusform>
            <numerusform>هل تسحب {file}؟ تُحذف %n عملية بيع من السجل القديم.</numerusform>
            <numerusform>هل تسحب {file}؟ تُحذف %n عملية بيع من السجل القديم.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file with the old list</source>
        <translation>الملف الذي فيه القائمة القديمة</translation>
    </message>
    <message>
        <source>day before month</source>
        <translation>اليوم قبل الشهر</translation>
    </message>
    <message>
        <source>month before day</source>
        <translation>الشهر قبل اليوم</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) are wrong. Nothing is kept until all is right.</source>
        <translation>
            <numerusform>لا خلية خاطئة.</numerusform>
            <numerusform>خلية واحدة خاطئة. لا يُحفظ شيء حتى يصحّ كل شيء.</numerusform>
            <numerusform>خليتان خاطئتان. لا يُحفظ شيء حتى يصحّ كل شيء.</numerusform>
            <numerusform>%n خلايا خاطئة. لا يُحفظ شيء حتى يصحّ كل شيء.</numerusform>
            <numerusform>%n خلية خاطئة. لا يُحفظ شيء حتى يصحّ كل شيء.</numerusform>
            <numerusform>%n خلية خاطئة. لا يُحفظ شيء حتى يصحّ كل شيء.</numerusform>
        </translation>
    </message>
    <message>
        <source>The list is taken over…</source>
        <translation>جارٍ استيراد القائمة…</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>مدفوع</translation>
    </message>
    <message>
        <source>not paid</source>
        <translation>غير مدفوع</translation>
    </message>
    <message>
        <source>Taken back: {file}</source>
        <translation>سُحبت: {file}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>By the file</source>
        <translation>بحسب الملف</translation>
    </message>
    <message>
        <source>With old lists</source>
        <translation>مع القوائم القديمة</translation>
    </message>
    <message>
        <source>of it {amount} from old lists</source>
        <translation>منها {amount} من قوائم قديمة</translation>
    </message>
    <message>
        <source>Of old lists</source>
        <translation>من قوائم قديمة</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>The output could not be written ({why}). What was done is in the ledger: {command}</source>
        <translation>تعذّرت كتابة الناتج ({why}). ما أُنجز موجود في دفتر الروابط: {command}</translation>
    </message>
    <message>
        <source>Something unforeseen happened. The details are in KazaDesk&apos;s log; nothing in the ledger was lost.</source>
        <translation>حدث أمر غير متوقع. التفاصيل في ملف أحداث KazaDesk، ولم يضع شيء من دفتر الروابط.</translation>
    </message>
    <message>
        <source>{sales} sales, {wrong} cells are wrong; nothing was kept.</source>
        <translation>المبيعات: {sales}، الخانات غير الصحيحة: {wrong}؛ لم يُحفظ شيء.</translation>
    </message>
    <message>
        <source>not proved by the file</source>
        <translation>لا يثبته الملف</translation>
    </message>
    <message>
        <source>unpaid</source>
        <translation>غير مدفوع</translation>
    </message>
    <message>
        <source>Order of day and month: {order}</source>
        <translation>ترتيب اليوم والشهر: {order}</translation>
    </message>
    <message>
        <source>taken back {when}</source>
        <translation>تم التراجع عنها {when}</translation>
    </message>
    <message>
        <source>{sales} sales</source>
        <translation>المبيعات: {sales}</translation>
    </message>
    <message>
        <source>The mailbox does not know what this desk had last: it was restored or replaced, or another desk has read more. Look whether a payment is missing.</source>
        <translation>لا يعرف صندوق البريد آخر ما وصل إلى هذا الجهاز: استُعيد أو استُبدل، أو قرأ جهاز آخر أكثر منه. تحقّق من عدم نقص أي دفعة.</translation>
    </message>
    <message>
        <source>Put the file on your web space as inbox.php. For a shop.example of your own:</source>
        <translation>ضع الملف على استضافة موقعك باسم inbox.php، واكتب موقعك بدل shop.example:</translation>
    </message>
    <message>
        <source>a probe came back</source>
        <translation>عادت رسالة التجربة</translation>
    </message>
    <message>
        <source>the read key fits</source>
        <translation>مفتاح القراءة صحيح</translation>
    </message>
    <message>
        <source>Notice (webhook) address (secret; enter it at Kazawallet):</source>
        <translation>عنوان إشعارات الدفع (سري؛ أدخله لدى Kazawallet):</translation>
    </message>
    <message>
        <source>Pull address (for KazaDesk):</source>
        <translation>عنوان السحب (لأجل KazaDesk):</translation>
    </message>
    <message>
        <source>Read key (shown only this once; for KazaDesk):</source>
        <translation>مفتاح القراءة (يظهر هذه المرة فقط؛ لأجل KazaDesk):</translation>
    </message>
    <message>
        <source>Read key:</source>
        <translation>مفتاح القراءة:</translation>
    </message>
    <message>
        <source>This desk, {desk}, works with {place} from now on ({links} links).</source>
        <translation>يعمل هذا الجهاز {desk} مع {place} من الآن (الروابط: {links}).</translation>
    </message>
    <message>
        <source>(archived)</source>
        <translation>(مؤرشف)</translation>
    </message>
    <message>
        <source>Sample links erased: {count}</source>
        <translation>الروابط التجريبية المحذوفة: {count}</translation>
    </message>
    <message>
        <source>Sample links of the last 30 days made: {count}</source>
        <translation>الروابط التجريبية المضافة لآخر 30 يومًا: {count}</translation>
    </message>
    <message>
        <source>Give the email of your own Kazawallet account with --email.</source>
        <translation>أعطِ بريد حسابك أنت في Kazawallet بالخيار ⁦--email⁩.</translation>
    </message>
    <message>
        <source>--base-url must begin with https:// (http:// only for this machine).</source>
        <translation>يجب أن تبدأ قيمة ⁦--base-url⁩ بـ ⁦https://⁩ (و⁦http://⁩ لهذا الحاسوب وحده).</translation>
    </message>
    <message>
        <source>--base-url is not a complete address.</source>
        <translation>قيمة ⁦--base-url⁩ ليست عنوانًا كاملًا.</translation>
    </message>
    <message>
        <source>Practice mode works on this computer only: leave out --base-url, or give an address of this machine, such as http://127.0.0.1:18420.</source>
        <translation>يعمل وضع التدريب على هذا الحاسوب وحده: اترك ⁦--base-url⁩، أو أعطِ عنوانًا من هذا الحاسوب مثل ⁦http://127.0.0.1:18420⁩.</translation>
    </message>
    <message>
        <source>--since takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.</source>
        <translation>قيمة ⁦--since⁩ يوم مثل ⁦2026-11-22⁩ أو وقت مثل ⁦2026-11-22T14:00⁩، من عام 2000 إلى 2999.</translation>
    </message>
    <message>
        <source>--until takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.</source>
        <translation>قيمة ⁦--until⁩ يوم مثل ⁦2026-11-22⁩ أو وقت مثل ⁦2026-11-22T14:00⁩، من عام 2000 إلى 2999.</translation>
    </message>
    <message>
        <source>--paid-since takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.</source>
        <translation>قيمة ⁦--paid-since⁩ يوم مثل ⁦2026-11-22⁩ أو وقت مثل ⁦2026-11-22T14:00⁩، من عام 2000 إلى 2999.</translation>
    </message>
    <message>
        <source>--paid-until takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.</source>
        <translation>قيمة ⁦--paid-until⁩ يوم مثل ⁦2026-11-22⁩ أو وقت مثل ⁦2026-11-22T14:00⁩، من عام 2000 إلى 2999.</translation>
    </message>
    <message>
        <source>{path} is a folder: name the files in it.</source>
        <translation>{path} مجلد: اذكر أسماء الملفات التي فيه.</translation>
    </message>
    <message>
        <source>--webhook-url must be an http: address of this machine.</source>
        <translation>يجب أن تكون قيمة ⁦--webhook-url⁩ عنوان ⁦http:⁩ من هذا الحاسوب.</translation>
    </message>
    <message>
        <source>This account has no API key and secret: kazadesk credentials set enters them; --practice needs none.</source>
        <translation>ليس لهذا الحساب مفتاح API ومفتاح سري: يُدخلهما الأمر ⁦kazadesk credentials set⁩، ولا يحتاج ⁦--practice⁩ إليهما.</translation>
    </message>
    <message>
        <source>This list was sent before ({name}, {when}). Go on with --resume, or send all of it once more with --again.</source>
        <translation>أُرسلت هذه القائمة من قبل ({name}، {when}). للمتابعة ⁦--resume⁩، ولإرسالها كلها مرة أخرى ⁦--again⁩.</translation>
    </message>
    <message>
        <source>No batch of this list was begun yet: leave out --resume.</source>
        <translation>لم تبدأ أي دفعة من هذه القائمة بعد: اترك ⁦--resume⁩.</translation>
    </message>
    <message>
        <source>--zone takes an offset such as +03:00, UTC, or a name such as Asia/Damascus where the system has them.</source>
        <translation>قيمة ⁦--zone⁩ فرق مثل ⁦+03:00⁩ أو ⁦UTC⁩، أو اسم مثل ⁦Asia/Damascus⁩ حيث يعرفه النظام.</translation>
    </message>
    <message>
        <source>--day-ends takes a time such as 04:00.</source>
        <translation>قيمة ⁦--day-ends⁩ وقت مثل ⁦04:00⁩.</translation>
    </message>
    <message>
        <source>--day takes a day such as 2026-11-22.</source>
        <translation>قيمة ⁦--day⁩ يوم مثل ⁦2026-11-22⁩.</translation>
    </message>
    <message>
        <source>--since lies after --until.</source>
        <translation>يقع ⁦--since⁩ بعد ⁦--until⁩.</translation>
    </message>
    <message>
        <source>--columns is written like amount=B,ref=Invoice.</source>
        <translation>تُكتب قيمة ⁦--columns⁩ هكذا: ⁦amount=B,ref=Invoice⁩.</translation>
    </message>
    <message>
        <source>The data folder belongs to another user: choose one of your own with --data-dir: {path}</source>
        <translation>مجلد البيانات لمستخدم آخر: اختر مجلدًا لك بالخيار ⁦--data-dir⁩: {path}</translation>
    </message>
    <message>
        <source>Other users may write in the data folder: take that right away (chmod go-w), or choose another with --data-dir: {path}</source>
        <translation>يستطيع مستخدمون آخرون الكتابة في مجلد البيانات: انزع هذا الإذن (⁦chmod go-w⁩)، أو اختر مجلدًا آخر بالخيار ⁦--data-dir⁩: {path}</translation>
    </message>
    <message>
        <source>There is no account {profile}. Known: {known}.</source>
        <translation>لا حساب باسم {profile}. الحسابات المعروفة: {known}.</translation>
    </message>
    <message>
        <source>The port is used by another program: choose one with --port.</source>
        <translation>يستخدم المنفذَ برنامج آخر: اختر منفذًا بالخيار ⁦--port⁩.</translation>
    </message>
    <message>
        <source>No mailbox is set up for this account: kazadesk inbox connect PULL-ADDRESS</source>
        <translation>لم يُعدّ صندوق إشعارات لهذا الحساب: ⁦kazadesk inbox connect PULL-ADDRESS⁩</translation>
    </message>
    <message>
        <source>There is no address {host} on this computer to listen on ({why}).</source>
        <translation>ليس لهذا الحاسوب عنوان {host} للاستقبال عليه ({why}).</translation>
    </message>
    <message>
        <source>order id</source>
        <translation>رقم الطلب</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>العملة</translation>
    </message>
    <message>
        <source>status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>The link was made, but could not be kept. Write its URL down.</source>
        <translation>أُنشئ الرابط ولكن تعذّر حفظه. دوّن عنوانه.</translation>
    </message>
    <message>
        <source>Why: {reason}</source>
        <translation>السبب: {reason}</translation>
    </message>
    <message>
        <source>Cleaned up: {repair}</source>
        <translation>نُظّف قبل القراءة: {repair}</translation>
    </message>
    <message>
        <source>Judged before: {when}, {verdict}</source>
        <translation>حُكم عليه من قبل: {when}، {verdict}</translation>
    </message>
    <message>
        <source>This file was taken over before ({name}, list {number}).</source>
        <translation>سبق أخذ هذا الملف ({name}، القائمة {number}).</translation>
    </message>
    <message>
        <source>There is no list {number} that could be taken back.</source>
        <translation>لا توجد قائمة رقمها {number} يمكن التراجع عنها.</translation>
    </message>
    <message>
        <source>Name the file, or use --list.</source>
        <translation>اذكر اسم الملف، أو استعمل --list.</translation>
    </message>
    <message>
        <source>Connected: {what} after {seconds} s. Pull with: {command}</source>
        <translation>تم الاتصال: {what} بعد {seconds} ث. السحب بالأمر: {command}</translation>
    </message>
    <message>
        <source>From outside, a tunnel or a web server with HTTPS must forward to this address.</source>
        <translation>من الخارج، يجب أن يحوّل نفق أو خادم وِب يعمل بـ HTTPS إلى هذا العنوان.</translation>
    </message>
    <message>
        <source>Receiving for {account}.</source>
        <translation>الاستقبال يعمل للحساب {account}.</translation>
    </message>
    <message>
        <source>{rows} rows brought back. This desk works with its own file from now on; the server&apos;s ledger is as it was.</source>
        <translation>أُعيدت الصفوف ({rows}). يعمل هذا المكتب مع ملفه الخاص من الآن، ويبقى دفتر الروابط على الخادم كما كان.</translation>
    </message>
    <message>
        <source>The password is in the system keyring.</source>
        <translation>كلمة المرور في حافظة مفاتيح النظام.</translation>
    </message>
    <message>
        <source>This desk works with the server from now on. The file stays as it is, and takes no more links.</source>
        <translation>يعمل هذا المكتب مع الخادم من الآن. يبقى الملف كما هو ولا يقبل روابط جديدة.</translation>
    </message>
    <message>
        <source>{rows} rows copied and compared.</source>
        <translation>نُسخت الصفوف وقورنت: {rows}.</translation>
    </message>
    <message>
        <source>{rows} rows copied and compared: {place}</source>
        <translation>نُسخت الصفوف وقورنت ({rows}): {place}</translation>
    </message>
    <message>
        <source>Close {number}: {days}, made {when}</source>
        <translation>الإقفال {number}: {days}، في {when}</translation>
    </message>
    <message>
        <source>Batch {number}: {file}, {when}, {made} of {rows} links</source>
        <translation>الدفعة {number}: {file}، {when}، {made} من {rows} من الروابط</translation>
    </message>
    <message>
        <source>Nothing more was sent; the same command with --resume goes on.</source>
        <translation>لم يُرسل شيء بعد ذلك؛ الأمر نفسه مع --resume يكمل.</translation>
    </message>
    <message>
        <source>{done} of {rows}, {rate} a second</source>
        <translation>{done} من {rows}، {rate} في الثانية</translation>
    </message>
    <message>
        <source>Total: {count} links, {total}</source>
        <translation>المجموع: {total}، عدد الروابط: {count}</translation>
    </message>
    <message>
        <source>This list was sent before: {file}, {when}</source>
        <translation>سبق إرسال هذه القائمة: {file}، {when}</translation>
    </message>
    <message>
        <source>The same as an earlier row, and without a reference: rows {rows}</source>
        <translation>مطابقة لصف سابق وبلا مرجع: الصفوف {rows}</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>لم يُرسل</translation>
    </message>
    <message>
        <source>The row was not sent.</source>
        <translation>لم يُرسل الصف.</translation>
    </message>
    <message>
        <source>Stopped. The same command with --resume goes on.</source>
        <translation>توقّف الإرسال. الأمر نفسه مع --resume يكمل.</translation>
    </message>
    <message>
        <source>Stopped: of the last rows nobody knows the outcome. Look into your Kazawallet account before --resume.</source>
        <translation>توقّف الإرسال: نتيجة الصفوف الأخيرة غير معروفة. راجع حسابك في Kazawallet قبل --resume.</translation>
    </message>
    <message>
        <source>The file has no rows; nothing was sent.</source>
        <translation>لا صفوف في الملف؛ لم يُرسل شيء.</translation>
    </message>
    <message>
        <source>Decimal mark: {mark}</source>
        <translation>الفاصلة العشرية: {mark}</translation>
    </message>
    <message>
        <source>(a reference is made)</source>
        <translation>(يُنشأ المرجع تلقائيًا)</translation>
    </message>
    <message>
        <source>row {row}:</source>
        <translation>الصف {row}:</translation>
    </message>
    <message>
        <source>{count} cells are wrong; nothing was sent.</source>
        <translation>الخانات غير الصحيحة: {count}؛ لم يُرسل شيء.</translation>
    </message>
    <message>
        <source>sheet {name}</source>
        <translation>الورقة {name}</translation>
    </message>
    <message>
        <source>Read as: {how}</source>
        <translation>قُرئ على أنه: {how}</translation>
    </message>
    <message>
        <source>Columns: {columns}</source>
        <translation>الأعمدة: {columns}</translation>
    </message>
    <message>
        <source>, {time} left</source>
        <translation>، بقي {time}</translation>
    </message>
    <message>
        <source>, Kazawallet asks to wait {seconds} s</source>
        <translation>، يطلب Kazawallet الانتظار {seconds} ث</translation>
    </message>
    <message>
        <source>Not used: {columns}</source>
        <translation>غير مستعملة: {columns}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… وغيرها: {count}</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>الرصيد</translation>
    </message>
    <message>
        <source>created</source>
        <translation>أُنشئ</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>مدفوع</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>يدويًا</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>انتهت المهلة</translation>
    </message>
    <message>
        <source>without an answer</source>
        <translation>بلا جواب</translation>
    </message>
    <message>
        <source>of these for days closed before</source>
        <translation>منها لأيام أُقفلت من قبل</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>من {first} إلى {last}</translation>
    </message>
    <message>
        <source>nothing happened</source>
        <translation>لم يحدث شيء</translation>
    </message>
    <message>
        <source>changed otherwise than by these</source>
        <translation>تغيّر بغير هذه</translation>
    </message>
    <message>
        <source>{count} paid</source>
        <translation>مدفوع: {count}</translation>
    </message>
    <message>
        <source>by hand {amount}</source>
        <translation>يدويًا {amount}</translation>
    </message>
    <message>
        <source>Give an amount with its currency, or --item, not both.</source>
        <translation>اكتب مبلغًا مع عملته أو ‎--item، لا كليهما.</translation>
    </message>
    <message>
        <source>The price list has no {name}. It has: {known}</source>
        <translation>ليس في قائمة الأسعار {name}. فيها: {known}</translation>
    </message>
    <message>
        <source>standard input is closed</source>
        <translation>الدخل القياسي مغلق</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>point</source>
        <translation>نقطة</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>فاصلة</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>فاصلة منقوطة</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>علامة جدولة</translation>
    </message>
    <message>
        <source>day first</source>
        <translation>اليوم أولًا</translation>
    </message>
    <message>
        <source>month first</source>
        <translation>الشهر أولًا</translation>
    </message>
    <message>
        <source>Making the ledger ready for this version: {percent} %</source>
        <translation>تجهيز دفتر الروابط لهذا الإصدار: {percent} %</translation>
    </message>
    <message>
        <source>Give --phone with its country code, such as +963944123456.</source>
        <translation>اكتب ‎--phone مع رمز الدولة، مثل ‎+963944123456.</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>The clipboard did not take it: another program may be holding it. It is selected here, to be copied by hand.</source>
        <translation>لم تقبله الحافظة: قد يكون برنامج آخر ممسكًا بها. النص محدد هنا لنسخه يدويًا.</translation>
    </message>
    <message>
        <source>Not copied</source>
        <translation>لم يُنسخ</translation>
    </message>
    <message>
        <source>What was to be copied</source>
        <translation>النص المطلوب نسخه</translation>
    </message>
    <message>
        <source>Copy again</source>
        <translation>نسخ مرة أخرى</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>CreateAgain</name>
    <message>
        <source>Create again</source>
        <translation>إنشاء من جديد</translation>
    </message>
    <message>
        <source>Did you look?</source>
        <translation>هل راجعت حسابك؟</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Open Kazawallet</source>
        <translation>فتح Kazawallet</translation>
    </message>
    <message>
        <source>I looked: create again</source>
        <translation>راجعته: إنشاء من جديد</translation>
    </message>
    <message>
        <source>{reference}, {amount}, may exist at Kazawallet: nobody here knows whether it was made. With a second link a customer could pay twice. Look in your Kazawallet account first.</source>
        <translation>{reference}، ‏{amount}: ربما يكون الرابط موجودًا لدى Kazawallet، ولا يُعرف هنا هل أُنشئ. ومع رابط ثانٍ قد يدفع الزبون مرتين. راجع حسابك لدى Kazawallet أولًا.</translation>
    </message>
</context>
<context>
    <name>CreateForm</name>
    <message>
        <source>Create link</source>
        <translation>إنشاء رابط</translation>
    </message>
    <message>
        <source>made for you</source>
        <translation>يُنشأ تلقائيًا</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>اختياري</translation>
    </message>
    <message>
        <source>New payment link</source>
        <translation>رابط دفع جديد</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>العملة</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Redirect URL</source>
        <translation>رابط العودة</translation>
    </message>
    <message>
        <source>Your own Kazawallet account, not the customer&apos;s.</source>
        <translation>بريد حسابك أنت في Kazawallet، لا بريد الزبون.</translation>
    </message>
    <message>
        <source>Tried again just now. {why}</source>
        <translation>أُعيدت المحاولة الآن. {why}</translation>
    </message>
    <message>
        <source>If it is right, create the link once more.</source>
        <translation>إن كان صحيحًا فأنشئ الرابط مرة أخرى.</translation>
    </message>
    <message>
        <source>Take {reference}</source>
        <translation>استخدام {reference}</translation>
    </message>
    <message>
        <source>API key and secret…</source>
        <translation>مفتاح API والمفتاح السري…</translation>
    </message>
    <message>
        <source>It may have left already: the answer is waited for.</source>
        <translation>ربما غادر الطلب بالفعل: ننتظر الجواب.</translation>
    </message>
    <message>
        <source>Will be sent: {amount}</source>
        <translation>سيُرسل: {amount}</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>الأسعار</translation>
    </message>
    <message>
        <source>Price list</source>
        <translation>قائمة الأسعار</translation>
    </message>
    <message>
        <source>Customer&apos;s name and phone</source>
        <translation>اسم الزبون وهاتفه</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>{problem} The keys work now, but only until you close KazaDesk: then they are asked for again.</source>
        <translation>{problem} المفاتيح تعمل الآن، ولكن حتى إغلاق KazaDesk فقط، وبعدها تُطلب من جديد.</translation>
    </message>
    <message>
        <source>kept for this session</source>
        <translation>محفوظ لهذه الجلسة</translation>
    </message>
    <message>
        <source>API key and secret</source>
        <translation>مفتاح API والمفتاح السري</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>مفتاح API</translation>
    </message>
    <message>
        <source>API secret</source>
        <translation>المفتاح السري</translation>
    </message>
    <message>
        <source>Remove the keys</source>
        <translation>حذف المفاتيح</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>فحص</translation>
    </message>
    <message>
        <source>Ask Kazawallet for the balances; nothing is changed</source>
        <translation>سؤال Kazawallet عن الأرصدة، دون تغيير أي شيء</translation>
    </message>
    <message>
        <source>Enter my API key</source>
        <translation>إدخال مفاتيحي الحقيقية</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Another Kazawallet account</source>
        <translation>حساب Kazawallet آخر</translation>
    </message>
    <message>
        <source>Practice mode has its own account and its own keys, which everybody may know. Your real keys are entered outside practice mode.</source>
        <translation>لوضع التدريب حساب ومفاتيح خاصة به لا سر فيها. أما مفاتيحك الحقيقية فتُدخل خارج وضع التدريب.</translation>
    </message>
    <message>
        <source>Kept in {where} on this computer, never in a file.</source>
        <translation>تُحفظ في {where} على هذا الحاسوب، ولا تُكتب في ملف أبدًا.</translation>
    </message>
    <message>
        <source>This computer has no keyring that KazaDesk can use: the keys are kept until you close KazaDesk, and asked for again next time.</source>
        <translation>لا توجد على هذا الحاسوب حافظة مفاتيح يستطيع KazaDesk استخدامها: تبقى المفاتيح حتى إغلاق البرنامج، ثم تُطلب من جديد.</translation>
    </message>
    <message>
        <source>kept – type to replace it</source>
        <translation>محفوظ – اكتب لاستبداله</translation>
    </message>
    <message>
        <source>Asking Kazawallet…</source>
        <translation>جارٍ سؤال Kazawallet…</translation>
    </message>
    <message>
        <source>Saving… The keyring may ask for your password.</source>
        <translation>جارٍ الحفظ… قد تطلب حافظة المفاتيح كلمة مرورك.</translation>
    </message>
    <message>
        <source>Kept for this session only, and never in a file.</source>
        <translation>محفوظة لهذه الجلسة فقط، ولا تُكتب في ملف أبدًا.</translation>
    </message>
    <message>
        <source>The keys are removed from this computer.</source>
        <translation>حُذفت المفاتيح من هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Kazawallet knows this key, secret and email.</source>
        <translation>المفتاح والمفتاح السري والبريد معروفة لدى Kazawallet.</translation>
    </message>
    <message>
        <source>Name of this account</source>
        <translation>اسم هذا الحساب</translation>
    </message>
    <message>
        <source>Account email</source>
        <translation>بريد الحساب</translation>
    </message>
    <message>
        <source>Your Kazawallet account</source>
        <translation>حسابك في Kazawallet</translation>
    </message>
    <message>
        <source>The account has no balances yet.</source>
        <translation>لا أرصدة في الحساب بعد.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ولا شيء غيرها</numerusform>
            <numerusform>ورصيد آخر</numerusform>
            <numerusform>ورصيدان آخران</numerusform>
            <numerusform>و%n أرصدة أخرى</numerusform>
            <numerusform>و%n رصيدًا آخر</numerusform>
            <numerusform>و%n رصيد آخر</numerusform>
        </translation>
    </message>
    <message>
        <source>As you call it here, such as the name of a branch.</source>
        <translation>كما تسميه أنت هنا، كاسم الفرع مثلًا.</translation>
    </message>
    <message>
        <source>The address you sign in to Kazawallet with, not a customer&apos;s.</source>
        <translation>البريد الذي تدخل به إلى Kazawallet، لا بريد الزبون.</translation>
    </message>
    <message>
        <source>Hold down to show</source>
        <translation>اضغط مطوّلًا للإظهار</translation>
    </message>
    <message>
        <source>Show: {what}</source>
        <translation>إظهار: {what}</translation>
    </message>
    <message>
        <source>For the account {name}. Kazawallet shows both keys in your account&apos;s settings.</source>
        <translation>للحساب {name}. يعرض Kazawallet المفتاحين في إعدادات حسابك.</translation>
    </message>
    <message>
        <source>Kept in {keyring}. Whether they are right: {command}</source>
        <translation>حُفظ المفتاحان في {keyring}. للتحقق من صحتهما: {command}</translation>
    </message>
    <message>
        <source>The account {name} has no API key and secret here.</source>
        <translation>ليس للحساب {name} مفتاح API ومفتاح سري هنا.</translation>
    </message>
    <message>
        <source>API key: </source>
        <translation>مفتاح API: </translation>
    </message>
    <message>
        <source>API secret: </source>
        <translation>المفتاح السري: </translation>
    </message>
    <message>
        <source>Email of the Kazawallet account</source>
        <translation>بريد حساب Kazawallet</translation>
    </message>
    <message>
        <source>Forgotten: {name}</source>
        <translation>حُذف مفتاحا الحساب {name}</translation>
    </message>
    <message>
        <source>The keys are right; there are no wallets.</source>
        <translation>المفتاحان صحيحان، ولا محافظ في الحساب.</translation>
    </message>
    <message>
        <source>Exchange them</source>
        <translation>تبديلهما</translation>
    </message>
    <message>
        <source>In your profile at Kazawallet; if it is not there, ask their support.</source>
        <translation>في ملفك الشخصي لدى Kazawallet؛ فإن لم تجده فاطلبه من فريق الدعم لديهم.</translation>
    </message>
    <message>
        <source>It belongs to this key, and stands beside it.</source>
        <translation>يُعطى مع هذا المفتاح ويوجد إلى جانبه.</translation>
    </message>
</context>
<context>
    <name>Currencies</name>
    <message>
        <source>US dollar</source>
        <translation>دولار أمريكي</translation>
    </message>
    <message>
        <source>Syrian pound</source>
        <translation>ليرة سورية</translation>
    </message>
    <message>
        <source>Turkish lira</source>
        <translation>ليرة تركية</translation>
    </message>
    <message>
        <source>Euro</source>
        <translation>يورو</translation>
    </message>
    <message>
        <source>Tether, a digital dollar</source>
        <translation>تيثر (دولار رقمي)</translation>
    </message>
    <message>
        <source>Iraqi dinar</source>
        <translation>دينار عراقي</translation>
    </message>
    <message>
        <source>Jordanian dinar</source>
        <translation>دينار أردني</translation>
    </message>
    <message>
        <source>Lebanese pound</source>
        <translation>ليرة لبنانية</translation>
    </message>
    <message>
        <source>UAE dirham</source>
        <translation>درهم إماراتي</translation>
    </message>
    <message>
        <source>Saudi riyal</source>
        <translation>ريال سعودي</translation>
    </message>
    <message>
        <source>Kuwaiti dinar</source>
        <translation>دينار كويتي</translation>
    </message>
    <message>
        <source>Egyptian pound</source>
        <translation>جنيه مصري</translation>
    </message>
</context>
<context>
    <name>Customer</name>
    <message>
        <source>Customer&apos;s name</source>
        <translation>اسم الزبون</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>Earlier customers</source>
        <translation>زبائن سابقون</translation>
    </message>
    <message>
        <source>WhatsApp: {number}</source>
        <translation>واتساب: {number}</translation>
    </message>
</context>
<context>
    <name>CustomerView</name>
    <message>
        <source>KazaDesk: pay here</source>
        <translation>الدفع هنا – KazaDesk</translation>
    </message>
    <message>
        <source>Scan with your phone&apos;s camera to pay</source>
        <translation>امسح الرمز بكاميرا هاتفك لتدفع</translation>
    </message>
    <message>
        <source>Practice mode: no real money</source>
        <translation>وضع التدريب: لا مال حقيقي</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>To be shown to the customer: {amount}. Escape closes.</source>
        <translation>للعرض على الزبون: {amount}. مفتاح Escape للإغلاق.</translation>
    </message>
</context>
<context>
    <name>DeleteAccount</name>
    <message>
        <source>Its API key and API secret are removed from {where} on this computer.</source>
        <translation>يُحذف مفتاح API والمفتاح السري الخاصان به من {where} على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Its API key and API secret are forgotten.</source>
        <translation>يُنسى مفتاح API والمفتاح السري الخاصان به.</translation>
    </message>
    <message>
        <source>Deleting… The keyring may ask for your password.</source>
        <translation>جارٍ الحذف… قد تطلب حافظة المفاتيح كلمة مرورك.</translation>
    </message>
    <message>
        <source>{problem} Nothing was deleted. Try again when the keyring answers, or delete the account and leave its keys in the keyring, where they are called “{item}”.</source>
        <translation>{problem} لم يُحذف شيء. أعد المحاولة عندما تستجيب حافظة المفاتيح، أو احذف الحساب واترك مفاتيحه فيها، حيث تجدها باسم «{item}».</translation>
    </message>
    <message>
        <source>Delete an account</source>
        <translation>حذف حساب</translation>
    </message>
    <message>
        <source>Delete the account</source>
        <translation>حذف الحساب</translation>
    </message>
    <message>
        <source>Delete, and leave the keys there</source>
        <translation>حذفه مع ترك المفاتيح هناك</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Your account at Kazawallet is not touched. You can add it here again under the same name.</source>
        <translation>لا يُمسّ حسابك لدى Kazawallet، ويمكنك إضافته هنا من جديد بالاسم نفسه.</translation>
    </message>
    <message>
        <source>Delete {account} from KazaDesk?</source>
        <translation>أتريد حذف {account} من KazaDesk؟</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) and their notices stay in the ledger and can be read as before.</source>
        <translation>
            <numerusform>لا روابط له في دفتر الروابط.</numerusform>
            <numerusform>يبقى رابطه الوحيد وإشعاراته في دفتر الروابط، ويمكن قراءتها كما كانت.</numerusform>
            <numerusform>يبقى رابطاه وإشعاراتهما في دفتر الروابط، ويمكن قراءتها كما كانت.</numerusform>
            <numerusform>تبقى %n روابط وإشعاراتها في دفتر الروابط، ويمكن قراءتها كما كانت.</numerusform>
            <numerusform>يبقى %n رابطًا وإشعاراتها في دفتر الروابط، ويمكن قراءتها كما كانت.</numerusform>
            <numerusform>يبقى %n رابط وإشعاراتها في دفتر الروابط، ويمكن قراءتها كما كانت.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) may still be paid: without the keys their notices can no longer be verified.</source>
        <translation>
            <numerusform>لا رابط بانتظار الدفع.</numerusform>
            <numerusform>قد يُدفع رابط واحد بعد: بلا المفاتيح لا يمكن التحقّق من إشعاراته.</numerusform>
            <numerusform>قد يُدفع رابطان بعد: بلا المفاتيح لا يمكن التحقّق من إشعاراتهما.</numerusform>
            <numerusform>قد تُدفع %n روابط بعد: بلا المفاتيح لا يمكن التحقّق من إشعاراتها.</numerusform>
            <numerusform>قد يُدفع %n رابطًا بعد: بلا المفاتيح لا يمكن التحقّق من إشعاراتها.</numerusform>
            <numerusform>قد يُدفع %n رابط بعد: بلا المفاتيح لا يمكن التحقّق من إشعاراتها.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desks</name>
    <message>
        <source>Practice mode has a ledger of its own on this computer, which is not shared.</source>
        <translation>لوضع التدريب دفتر روابط خاص به على هذا الحاسوب، وهو غير مشترك.</translation>
    </message>
    <message>
        <source>This desk&apos;s ledger is not shared.</source>
        <translation>دفتر روابط هذا المكتب غير مشترك.</translation>
    </message>
    <message>
        <source>This file is there already. Choose another name: {path}</source>
        <translation>هذا الملف موجود من قبل. اختر اسمًا آخر: {path}</translation>
    </message>
    <message>
        <source>Type the password.</source>
        <translation>اكتب كلمة المرور.</translation>
    </message>
    <message>
        <source>Type a name of at most {allowed} visible characters.</source>
        <translation>اكتب اسمًا لا يزيد على {allowed} حرفًا ظاهرًا.</translation>
    </message>
    <message>
        <source>The ledger&apos;s server cannot be reached: {path}. Check the connection.</source>
        <translation>تعذّر الوصول إلى خادم دفتر الروابط: {path}. تحقّق من الاتصال.</translation>
    </message>
    <message>
        <source>The ledger&apos;s server does not accept the user or the password: {path}</source>
        <translation>لا يقبل خادم دفتر الروابط اسم المستخدم أو كلمة المرور: {path}</translation>
    </message>
    <message>
        <source>There is no such database on the server: {path}</source>
        <translation>لا توجد قاعدة بيانات بهذا الاسم على الخادم: {path}</translation>
    </message>
    <message>
        <source>The ledger&apos;s server does not allow this to the user. Ask whoever looks after it: {path}</source>
        <translation>لا يسمح خادم دفتر الروابط لهذا المستخدم بذلك. اسأل من يشرف عليه: {path}</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be verified, so nothing was sent: {path}. If it is from an authority of your own, add sslrootcert=FILE to the address; if not, somebody may be listening.</source>
        <translation>تعذّر التحقق من شهادة الخادم، فلم يُرسَل شيء: {path}. إن كانت صادرة عن جهة خاصة بك فأضف sslrootcert=FILE إلى العنوان، وإلا فقد يكون هناك من يتنصّت.</translation>
    </message>
    <message>
        <source>This KazaDesk came without what speaks to PostgreSQL.</source>
        <translation>هذه النسخة من KazaDesk لا تتضمن ما يخاطب PostgreSQL.</translation>
    </message>
    <message>
        <source>This ledger was moved to a server, and the file takes no more links. Join the shared ledger.</source>
        <translation>نُقل هذا الدفتر إلى خادم، ولم يعد الملف يقبل روابط جديدة. انضمّ إلى دفتر الروابط المشترك.</translation>
    </message>
    <message>
        <source>There is another ledger on the server already: {path}. Take an empty database, or join that ledger.</source>
        <translation>على الخادم دفتر روابط آخر من قبل: {path}. استعمل قاعدة بيانات فارغة، أو انضمّ إلى ذلك الدفتر.</translation>
    </message>
    <message>
        <source>A link is being sent. Try again in a minute.</source>
        <translation>هناك رابط قيد الإرسال. أعد المحاولة بعد دقيقة.</translation>
    </message>
    <message>
        <source>The copy has rows that the ledger does not have ({table}). Take an empty database or a new file.</source>
        <translation>في النسخة صفوف ليست في دفتر الروابط ({table}). استعمل قاعدة بيانات فارغة أو ملفًا جديدًا.</translation>
    </message>
    <message>
        <source>The copying was stopped. Started again, it goes on where it was.</source>
        <translation>أُوقف النسخ. إذا بدأته من جديد تابع من حيث توقف.</translation>
    </message>
    <message>
        <source>Leave the password out of the address: other programs and users could read it there. Keep it with kazadesk ledger password, or in libpq&apos;s own password file (~/.pgpass).</source>
        <translation>اترك كلمة المرور خارج العنوان: قد تقرؤها هناك برامج ومستخدمون آخرون. احفظها بالأمر ⁦kazadesk ledger password⁩، أو في ملف كلمات المرور الخاص بـ libpq (⁦~/.pgpass⁩).</translation>
    </message>
    <message>
        <source>With sslmode={mode} others could read along or take the server&apos;s place: leave it out (verify-full is the default). For a certificate of your own add sslrootcert=FILE.</source>
        <translation>مع ⁦sslmode={mode}⁩ قد يقرأ آخرون ما يُرسل أو يحلّون محل الخادم: اتركه (الأصل ⁦verify-full⁩). لشهادة خاصة بك أضف ⁦sslrootcert=FILE⁩.</translation>
    </message>
    <message>
        <source>Practice mode has its own ledger on this computer: leave out --ledger.</source>
        <translation>لوضع التدريب دفتر روابط خاص به على هذا الحاسوب: اترك ⁦--ledger⁩.</translation>
    </message>
    <message>
        <source>This desk&apos;s ledger is not shared: give --ledger URL.</source>
        <translation>دفتر الروابط هنا غير مشترك: أعطِ ⁦--ledger URL⁩.</translation>
    </message>
    <message>
        <source>The ledger&apos;s server, {path}, does not accept user or password: kazadesk ledger password</source>
        <translation>خادم دفتر الروابط {path} لا يقبل المستخدم أو كلمة المرور: ⁦kazadesk ledger password⁩</translation>
    </message>
    <message>
        <source>The ledger&apos;s server does not allow this to the user: see kazadesk ledger roles</source>
        <translation>لا يسمح خادم دفتر الروابط للمستخدم بهذا: انظر ⁦kazadesk ledger roles⁩</translation>
    </message>
    <message>
        <source>This step needs the owner of the tables: open the ledger once as that user, and see kazadesk ledger roles</source>
        <translation>تحتاج هذه الخطوة إلى مالك الجداول: افتح دفتر الروابط مرة بذلك المستخدم، وانظر ⁦kazadesk ledger roles⁩</translation>
    </message>
    <message>
        <source>This file was moved to a server, and takes no more links: kazadesk ledger join URL, or --ledger URL.</source>
        <translation>نُقل هذا الملف إلى خادم ولا يقبل روابط بعد ذلك: ⁦kazadesk ledger join URL⁩ أو ⁦--ledger URL⁩.</translation>
    </message>
    <message>
        <source>Stopped. The same command goes on where it was.</source>
        <translation>أُوقف. يتابع الأمر نفسه من حيث توقف.</translation>
    </message>
    <message>
        <source>{what} · {desk}</source>
        <translation>{what} · {desk}</translation>
    </message>
    <message>
        <source>The ledger&apos;s server cannot be reached. What is shown is from {time}. Nothing is sent meanwhile: new links wait here, and go on by themselves.</source>
        <translation>تعذّر الوصول إلى خادم دفتر الروابط. المعروض كما كان في {time}. لا يُرسَل شيء في هذه الأثناء: تنتظر الروابط الجديدة هنا وتتابع من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>Other desks see it beside everything that is done here.</source>
        <translation>تراه المكاتب الأخرى بجانب كل ما يُنجز هنا.</translation>
    </message>
    <message>
        <source>Kept in this computer&apos;s keyring; empty where libpq&apos;s own password file has it.</source>
        <translation>تُحفظ في حافظة مفاتيح هذا الحاسوب؛ اتركها فارغة إن كانت في ملف كلمات مرور libpq.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>فحص</translation>
    </message>
    <message>
        <source>Share this ledger</source>
        <translation>مشاركة هذا الدفتر</translation>
    </message>
    <message>
        <source>Join that ledger</source>
        <translation>الانضمام إلى ذلك الدفتر</translation>
    </message>
    <message>
        <source>Bring back to this computer</source>
        <translation>إعادة دفتر الروابط إلى هذا الحاسوب</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>جارٍ التحقق…</translation>
    </message>
    <message>
        <source>Copying… Leave KazaDesk open meanwhile.</source>
        <translation>جارٍ النسخ… اترك KazaDesk مفتوحًا في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Name of this desk</source>
        <translation>اسم هذا المكتب</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>عنوان الخادم</translation>
    </message>
    <message>
        <source>The ledger is a file on this computer. Several desks can share one ledger on a PostgreSQL server: share this one, or join the one of another desk.</source>
        <translation>دفتر الروابط ملف على هذا الحاسوب. يمكن أن تتشارك عدة مكاتب دفتر روابط واحدًا على خادم PostgreSQL: شارك هذا الدفتر، أو انضمّ إلى دفتر روابط مكتب آخر.</translation>
    </message>
    <message>
        <source>It lacks pg_trgm, so searches of very many links are slow.</source>
        <translation>تنقصه إضافة pg_trgm، فيبطؤ البحث في الروابط الكثيرة جدًا.</translation>
    </message>
    <message>
        <source>It has no ledger yet: this one can be moved there.</source>
        <translation>لا دفتر روابط عليه بعد: يمكن نقل هذا الدفتر إليه.</translation>
    </message>
    <message numerus="yes">
        <source>It has a ledger with %n link(s).</source>
        <translation>
            <numerusform>على الخادم دفتر روابط فارغ.</numerusform>
            <numerusform>على الخادم دفتر روابط فيه رابط واحد.</numerusform>
            <numerusform>على الخادم دفتر روابط فيه رابطان.</numerusform>
            <numerusform>على الخادم دفتر روابط فيه %n روابط.</numerusform>
            <numerusform>على الخادم دفتر روابط فيه %n رابطًا.</numerusform>
            <numerusform>على الخادم دفتر روابط فيه %n رابط.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server answers: PostgreSQL {version}.</source>
        <translation>الخادم يجيب: PostgreSQL {version}.</translation>
    </message>
    <message>
        <source>This desk works with the ledger on {place}, together with other desks.</source>
        <translation>يعمل هذا المكتب مع مكاتب أخرى على دفتر الروابط الموجود في {place}.</translation>
    </message>
    <message>
        <source>A newer KazaDesk has changed the shared ledger. This one only shows it: update KazaDesk to create links and verify notices here.</source>
        <translation>غيّر إصدار أحدث من KazaDesk دفتر الروابط المشترك. هذا الإصدار يعرضه فقط: حدّث KazaDesk لإنشاء الروابط والتحقق من الإشعارات هنا.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Type the amount, such as 10 or 10.50.</source>
        <translation>اكتب المبلغ، مثل 10 أو 10.50.</translation>
    </message>
    <message>
        <source>Type the amount in digits, such as 10 or 10.50.</source>
        <translation>اكتب المبلغ بالأرقام، مثل 10 أو 10.50.</translation>
    </message>
    <message>
        <source>The amount must be more than zero, without a sign.</source>
        <translation>يجب أن يكون المبلغ أكبر من الصفر ومن دون إشارة.</translation>
    </message>
    <message>
        <source>Type the amount in full digits, such as 1000.</source>
        <translation>اكتب المبلغ بأرقامه كاملة، مثل 1000.</translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation>يجب أن يكون المبلغ أكبر من الصفر.</translation>
    </message>
    <message>
        <source>{currency} takes at most {allowed} decimal places.</source>
        <translation>عدد المنازل العشرية للعملة {currency}: {allowed} على الأكثر.</translation>
    </message>
    <message>
        <source>The amount has too many digits (at most {digits}).</source>
        <translation>أرقام المبلغ كثيرة (الحد الأقصى {digits}).</translation>
    </message>
    <message>
        <source>Choose a currency, such as USD.</source>
        <translation>اختر العملة، مثل USD.</translation>
    </message>
    <message>
        <source>Type a currency code of 3 to 10 letters, such as USD.</source>
        <translation>اكتب رمز العملة من 3 إلى 10 أحرف، مثل USD.</translation>
    </message>
    <message>
        <source>Type the email of your own Kazawallet account.</source>
        <translation>اكتب بريد حسابك أنت في Kazawallet.</translation>
    </message>
    <message>
        <source>Type a complete address, such as name@example.com.</source>
        <translation>اكتب عنوانًا كاملًا، مثل name@example.com.</translation>
    </message>
    <message>
        <source>The reference is too long (at most {allowed} characters).</source>
        <translation>المرجع طويل جدًا (الحد الأقصى {allowed} حرفًا).</translation>
    </message>
    <message>
        <source>The reference holds invisible characters: retype it.</source>
        <translation>في المرجع أحرف غير مرئية: اكتبه من جديد.</translation>
    </message>
    <message>
        <source>Another link has this reference: choose a new one, or leave it empty.</source>
        <translation>لرابط آخر هذا المرجع: اختر مرجعًا جديدًا أو اترك الخانة فارغة.</translation>
    </message>
    <message>
        <source>The redirect URL is too long (at most {allowed} characters).</source>
        <translation>رابط العودة طويل جدًا (الحد الأقصى {allowed} حرف).</translation>
    </message>
    <message>
        <source>The redirect URL holds a blank or an invisible character.</source>
        <translation>في رابط العودة فراغ أو حرف غير مرئي.</translation>
    </message>
    <message>
        <source>The redirect URL must begin with https:// or http://.</source>
        <translation>يجب أن يبدأ رابط العودة بـ ⁦https://⁩ أو ⁦http://⁩.</translation>
    </message>
    <message>
        <source>Type a complete address, such as https://shop.example/thanks.</source>
        <translation>اكتب عنوانًا كاملًا، مثل https://shop.example/thanks.</translation>
    </message>
    <message>
        <source>Type the reason: it stays with the link permanently.</source>
        <translation>اكتب السبب: سيبقى مع الرابط دائمًا.</translation>
    </message>
    <message>
        <source>The reason is too long (at most {allowed} characters).</source>
        <translation>السبب طويل جدًا (الحد الأقصى {allowed} حرفًا).</translation>
    </message>
    <message>
        <source>Another link already has this order id.</source>
        <translation>رقم الطلب هذا لرابط آخر.</translation>
    </message>
    <message>
        <source>Only a payment that was verified, and that no link was known for, can be assigned.</source>
        <translation>لا تُسند إلا دفعة جرى التحقّق منها ولم يُعرف لها رابط.</translation>
    </message>
    <message>
        <source>Type a name, such as that of a branch.</source>
        <translation>اكتب اسمًا، كاسم فرع من فروعك.</translation>
    </message>
    <message>
        <source>Type a name of 1 to 60 visible characters.</source>
        <translation>اكتب اسمًا من 1 إلى 60 حرفًا ظاهرًا.</translation>
    </message>
    <message>
        <source>That name is taken: choose another name.</source>
        <translation>هذا الاسم مستخدم: اختر اسمًا غيره.</translation>
    </message>
    <message>
        <source>Paste the API key from your Kazawallet account.</source>
        <translation>الصق مفتاح API من حسابك في Kazawallet.</translation>
    </message>
    <message>
        <source>This is too long for an API key: copy only the key.</source>
        <translation>هذا أطول من مفتاح API: انسخ المفتاح وحده.</translation>
    </message>
    <message>
        <source>An API key holds only Latin letters, digits and signs: copy it again.</source>
        <translation>لا يحوي مفتاح API إلا أحرفًا لاتينية وأرقامًا ورموزًا: انسخه من جديد.</translation>
    </message>
    <message>
        <source>This is the key of practice mode, which everybody knows: paste your own from Kazawallet.</source>
        <translation>هذا مفتاح وضع التدريب، وهو معروف للجميع: الصق مفتاحك أنت من Kazawallet.</translation>
    </message>
    <message>
        <source>This is the secret of practice mode, which everybody knows: paste your own from Kazawallet.</source>
        <translation>هذا المفتاح السري لوضع التدريب، وهو معروف للجميع: الصق مفتاحك السري أنت من Kazawallet.</translation>
    </message>
    <message>
        <source>Paste the API secret from your Kazawallet account.</source>
        <translation>الصق المفتاح السري من حسابك في Kazawallet.</translation>
    </message>
    <message>
        <source>This is too long for an API secret: copy only the secret.</source>
        <translation>هذا أطول من المفتاح السري: انسخ المفتاح السري وحده.</translation>
    </message>
    <message>
        <source>An API secret holds only Latin letters, digits and signs: copy it again.</source>
        <translation>لا يحوي المفتاح السري إلا أحرفًا لاتينية وأرقامًا ورموزًا: انسخه من جديد.</translation>
    </message>
    <message>
        <source>The provider&apos;s address must begin with https://.</source>
        <translation>يجب أن يبدأ عنوان الخدمة بـ ⁦https://⁩.</translation>
    </message>
    <message>
        <source>The provider&apos;s address is not complete.</source>
        <translation>عنوان الخدمة غير كامل.</translation>
    </message>
    <message>
        <source>There is no such file: {path}</source>
        <translation>لا يوجد ملف كهذا: {path}</translation>
    </message>
    <message>
        <source>The file cannot be read: {path}</source>
        <translation>تتعذّر قراءة الملف: {path}</translation>
    </message>
    <message>
        <source>The webhook URL must be an address of this computer.</source>
        <translation>يجب أن يكون عنوان استقبال الإشعارات على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s address could not be found. Check the internet connection.</source>
        <translation>تعذّر العثور على عنوان Kazawallet. تحقّق من الاتصال بالإنترنت.</translation>
    </message>
    <message>
        <source>There is no internet connection.</source>
        <translation>لا يوجد اتصال بالإنترنت.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s server does not accept connections now.</source>
        <translation>خادم Kazawallet لا يقبل الاتصال الآن.</translation>
    </message>
    <message>
        <source>Kazawallet could not be reached in time. Check the connection.</source>
        <translation>تعذّر الوصول إلى Kazawallet في الوقت المحدد. تحقّق من الاتصال.</translation>
    </message>
    <message>
        <source>The connection to Kazawallet broke.</source>
        <translation>انقطع الاتصال مع Kazawallet.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet: this computer&apos;s date is probably wrong. Set it right.</source>
        <translation>شهادة الخادم لم تبدأ صلاحيتها بعد: الأرجح أن تاريخ هذا الحاسوب خاطئ. صحّحه.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted: somebody may be listening. Use another network.</source>
        <translation>شهادة الخادم غير موثوقة: قد يكون هناك من يتنصّت. استعمل شبكة أخرى.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate belongs to another name: somebody may be listening. Use another network.</source>
        <translation>شهادة الخادم لاسم آخر: قد يكون هناك من يتنصّت. استعمل شبكة أخرى.</translation>
    </message>
    <message>
        <source>No secure connection could be made.</source>
        <translation>تعذّر إنشاء اتصال آمن.</translation>
    </message>
    <message>
        <source>The proxy cannot be reached. Check the system&apos;s proxy settings.</source>
        <translation>يتعذّر الوصول إلى الخادم الوكيل (proxy). تحقّق من إعداداته في النظام.</translation>
    </message>
    <message>
        <source>The proxy refused the connection. Check the system&apos;s proxy settings.</source>
        <translation>رفض الخادم الوكيل (proxy) الاتصال. تحقّق من إعداداته في النظام.</translation>
    </message>
    <message>
        <source>The proxy asks for a password, which KazaDesk does not send.</source>
        <translation>يطلب الخادم الوكيل (proxy) كلمة مرور، وهذا ما لا يرسله KazaDesk.</translation>
    </message>
    <message>
        <source>The system&apos;s proxy is of a kind that KazaDesk cannot use (SOCKS). Use an HTTP proxy or none.</source>
        <translation>الخادم الوكيل في النظام من نوع لا يستطيع KazaDesk استخدامه (SOCKS). استعمل وكيل HTTP أو لا تستعمل أي وكيل.</translation>
    </message>
    <message>
        <source>The API key holds characters that cannot be sent: enter it again.</source>
        <translation>في مفتاح API أحرف لا يمكن إرسالها: أدخله من جديد.</translation>
    </message>
    <message>
        <source>Kazawallet closed the connection without an answer.</source>
        <translation>أغلق Kazawallet الاتصال دون جواب.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s answer was cut off.</source>
        <translation>وصل جواب Kazawallet مقطوعًا.</translation>
    </message>
    <message>
        <source>Kazawallet did not answer in time.</source>
        <translation>لم يجب Kazawallet في الوقت المحدد.</translation>
    </message>
    <message>
        <source>The answer could not be read.</source>
        <translation>تعذّرت قراءة الجواب.</translation>
    </message>
    <message>
        <source>The answer was far too long.</source>
        <translation>الجواب أطول بكثير من المعقول.</translation>
    </message>
    <message>
        <source>A web page answered instead of Kazawallet. Sign in to this network in a browser first.</source>
        <translation>أجابت صفحة وِب بدلًا من Kazawallet. سجّل دخولك إلى هذه الشبكة من المتصفح أولًا.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s answer was not as expected.</source>
        <translation>جاء جواب Kazawallet على غير المتوقع.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s answer held no payment URL.</source>
        <translation>لا رابط دفع في جواب Kazawallet.</translation>
    </message>
    <message>
        <source>Kazawallet pointed to another address ({host}), which was not followed.</source>
        <translation>أحال Kazawallet إلى عنوان آخر ({host})، ولم نتبعه.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s server had a fault ({status}).</source>
        <translation>حدث عطل في خادم Kazawallet ({status}).</translation>
    </message>
    <message>
        <source>Kazawallet answered with an error ({status}) that does not say whether a link was made.</source>
        <translation>أجابت Kazawallet بخطأ ({status}) لا يبيّن هل أُنشئ رابط أم لا.</translation>
    </message>
    <message>
        <source>The answer held only your own redirect URL.</source>
        <translation>لم يكن في الجواب إلا رابط العودة الخاص بك.</translation>
    </message>
    <message>
        <source>The URL in the answer is not a secure one.</source>
        <translation>الرابط الوارد في الجواب غير آمن.</translation>
    </message>
    <message>
        <source>The URL in the answer leads elsewhere ({host}).</source>
        <translation>الرابط الوارد في الجواب يؤدي إلى مكان آخر ({host}).</translation>
    </message>
    <message>
        <source>The URL in the answer is far too long.</source>
        <translation>الرابط الوارد في الجواب أطول بكثير من المعقول.</translation>
    </message>
    <message>
        <source>The URL in the answer is not usable.</source>
        <translation>الرابط الوارد في الجواب غير صالح للاستخدام.</translation>
    </message>
    <message>
        <source>Kazawallet does not know this email. Type your own account&apos;s email, not the customer&apos;s.</source>
        <translation>هذا البريد غير معروف لدى Kazawallet. اكتب بريد حسابك أنت، لا بريد الزبون.</translation>
    </message>
    <message>
        <source>Kazawallet has locked your account because your internet address changed. Only Kazawallet&apos;s support can unlock it; sending again does not help.</source>
        <translation>قفل Kazawallet حسابك لأن عنوانك على الإنترنت تغيّر. لا يفتحه إلا دعم Kazawallet، ولا تفيد إعادة الإرسال.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s gate refuses this connection. Try another network, without a VPN.</source>
        <translation>ترفض بوابة Kazawallet هذا الاتصال. جرّب شبكة أخرى ومن دون VPN.</translation>
    </message>
    <message>
        <source>Kazawallet&apos;s service was not found at its address.</source>
        <translation>لم نجد خدمة Kazawallet على عنوانها.</translation>
    </message>
    <message>
        <source>Kazawallet found the request too long. Shorten the reference or URL.</source>
        <translation>وجد Kazawallet الطلب طويلًا. اختصر المرجع أو الرابط.</translation>
    </message>
    <message>
        <source>Kazawallet asks to wait a little before the next request.</source>
        <translation>يطلب Kazawallet الانتظار قليلًا قبل الطلب التالي.</translation>
    </message>
    <message>
        <source>Kazawallet refused.</source>
        <translation>رفض Kazawallet الطلب.</translation>
    </message>
    <message>
        <source>Enter your API key and API secret first.</source>
        <translation>أدخل مفتاح API والمفتاح السري أولًا.</translation>
    </message>
    <message>
        <source>It was stopped before an answer came.</source>
        <translation>توقّف الأمر قبل وصول الجواب.</translation>
    </message>
    <message>
        <source>Something unforeseen happened. The details are in the log.</source>
        <translation>حدث أمر غير متوقع. التفاصيل في سجل الأحداث.</translation>
    </message>
    <message>
        <source>KazaDesk is already open but does not answer. Wait a minute, then start it again; if that does not help, restart the computer.</source>
        <translation>برنامج KazaDesk مفتوح من قبل، لكنه لا يستجيب. انتظر دقيقة ثم افتحه من جديد، فإن لم ينفع ذلك فأعد تشغيل الحاسوب.</translation>
    </message>
    <message>
        <source>The ledger was written by a newer KazaDesk. Update KazaDesk; nothing was changed.</source>
        <translation>كُتب دفتر الروابط بإصدار أحدث من KazaDesk. حدّث البرنامج؛ لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>The ledger is damaged. Nothing was changed; restore a backup.</source>
        <translation>دفتر الروابط تالف. لم يتغيّر شيء؛ استعد نسخة احتياطية.</translation>
    </message>
    <message>
        <source>The ledger&apos;s file was deleted or moved while it was open. Put it back, or restart KazaDesk.</source>
        <translation>حُذف ملف دفتر الروابط أو نُقل وهو مفتوح. أعده إلى مكانه أو أعد تشغيل KazaDesk.</translation>
    </message>
    <message>
        <source>Another program holds the ledger. Close it and try again.</source>
        <translation>برنامج آخر يستعمل دفتر الروابط. أغلقه وحاول من جديد.</translation>
    </message>
    <message>
        <source>The ledger cannot be opened.</source>
        <translation>يتعذّر فتح دفتر الروابط.</translation>
    </message>
    <message>
        <source>The second place for backups is not there: {path}. Plug it in, or choose another folder.</source>
        <translation>المكان الثاني للنسخ الاحتياطية غير موجود: {path}. صِله بالحاسوب أو اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space and try again.</source>
        <translation>القرص ممتلئ. أفرغ بعض المساحة وحاول من جديد.</translation>
    </message>
    <message>
        <source>The data folder cannot be written: {path}</source>
        <translation>تتعذّر الكتابة في مجلد البيانات: {path}</translation>
    </message>
    <message>
        <source>The link has changed meanwhile, so this is no longer possible.</source>
        <translation>تغيّر الرابط في هذه الأثناء، فلم يعد هذا ممكنًا.</translation>
    </message>
    <message>
        <source>This backup cannot be used.</source>
        <translation>لا يمكن استعمال هذه النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>The file cannot be written there: {path}</source>
        <translation>لا يمكن كتابة الملف هناك: {path}</translation>
    </message>
    <message>
        <source>The file is open in another program, or protected. Close it there, or choose another name: {path}</source>
        <translation>الملف مفتوح في برنامج آخر أو محميّ. أغلقه هناك، أو اختر اسمًا آخر: {path}</translation>
    </message>
    <message>
        <source>This folder does not let the file be written: {path}</source>
        <translation>لا يُسمح بالكتابة في هذا المجلد: {path}</translation>
    </message>
    <message>
        <source>The settings cannot be written: {path}</source>
        <translation>تتعذّر كتابة الإعدادات: {path}</translation>
    </message>
    <message>
        <source>There is no account {profile}.</source>
        <translation>لا يوجد حساب باسم {profile}.</translation>
    </message>
    <message>
        <source>The last account cannot be deleted.</source>
        <translation>لا يمكن حذف الحساب الأخير.</translation>
    </message>
    <message>
        <source>The port is used by another program.</source>
        <translation>المنفذ يستعمله برنامج آخر.</translation>
    </message>
    <message>
        <source>Practice mode could not start its stand-in for Kazawallet.</source>
        <translation>تعذّر على وضع التدريب تشغيل بديل Kazawallet.</translation>
    </message>
    <message>
        <source>Practice mode has its own keys.</source>
        <translation>لوضع التدريب مفاتيحه الخاصة.</translation>
    </message>
    <message>
        <source>The stand-in for Kazawallet does not know this link.</source>
        <translation>بديل Kazawallet لا يعرف هذا الرابط.</translation>
    </message>
    <message>
        <source>This link was already paid or has expired.</source>
        <translation>هذا الرابط مدفوع أو انتهت مهلته.</translation>
    </message>
    <message>
        <source>This link is neither paid nor expired yet.</source>
        <translation>هذا الرابط لم يُدفع ولم تنته مهلته بعد.</translation>
    </message>
    <message>
        <source>This computer has no keyring that KazaDesk can use.</source>
        <translation>لا توجد على هذا الحاسوب حافظة مفاتيح يستطيع KazaDesk استخدامها.</translation>
    </message>
    <message>
        <source>The keyring is locked. Unlock it and try again.</source>
        <translation>حافظة المفاتيح مقفلة. افتحها وحاول من جديد.</translation>
    </message>
    <message>
        <source>The keyring&apos;s question was dismissed. Try again and allow it.</source>
        <translation>أُغلق سؤال حافظة المفاتيح. حاول من جديد واسمح به.</translation>
    </message>
    <message>
        <source>The keyring did not answer. Unlock it and try again.</source>
        <translation>لم تستجب حافظة المفاتيح. افتحها وحاول من جديد.</translation>
    </message>
    <message>
        <source>The keyring did not keep the credentials.</source>
        <translation>لم تحتفظ حافظة المفاتيح بالمفاتيح.</translation>
    </message>
    <message>
        <source>The keyring failed.</source>
        <translation>تعطّلت حافظة المفاتيح.</translation>
    </message>
    <message>
        <source>{cause} Kazawallet says: “{message}”.</source>
        <translation>{cause} يقول Kazawallet: «{message}».</translation>
    </message>
    <message>
        <source>{cause} Nothing was sent.</source>
        <translation>{cause} لم يُرسل شيء.</translation>
    </message>
    <message>
        <source>{cause} The link may exist: look in your Kazawallet account before you create it again.</source>
        <translation>{cause} قد يكون الرابط موجودًا: انظر في حسابك على Kazawallet قبل أن تنشئه من جديد.</translation>
    </message>
    <message>
        <source>{cause} No link was made.</source>
        <translation>{cause} لم يُنشأ أي رابط.</translation>
    </message>
    <message>
        <source>It did not work ({code}).</source>
        <translation>لم ينجح الأمر ({code}).</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid at this computer&apos;s date. Set the date right; if it is, stop and wait.</source>
        <translation>شهادة الخادم غير صالحة بحسب تاريخ هذا الحاسوب. صحّح التاريخ، فإن كان صحيحًا فتوقّف وانتظر.</translation>
    </message>
    <message>
        <source>The data folder&apos;s path is too long. Choose a folder nearer to the top of the drive: {path}</source>
        <translation>مسار مجلد البيانات طويل جدًا. اختر مجلدًا أقرب إلى أعلى القرص: {path}</translation>
    </message>
    <message>
        <source>The file&apos;s name, or the path of its folder, is too long. Choose a shorter one: {path}</source>
        <translation>اسم الملف أو مسار مجلده طويل جدًا. اختر اسمًا أو مسارًا أقصر: {path}</translation>
    </message>
    <message>
        <source>Practice mode works on this computer only: start KazaDesk without another address for Kazawallet.</source>
        <translation>يعمل وضع التدريب على هذا الحاسوب وحده: شغّل KazaDesk من غير عنوان آخر لـ Kazawallet.</translation>
    </message>
    <message>
        <source>A backup was restored since, and it may have been sent after that backup was made. Look in your Kazawallet account before you create it again.</source>
        <translation>استُعيدت نسخة احتياطية بعد ذلك، وربما أُرسل الرابط بعد صنعها. راجع حسابك لدى Kazawallet قبل إنشائه من جديد.</translation>
    </message>
    <message>
        <source>The data folder belongs to another user: choose a folder of your own. {path}</source>
        <translation>مجلد البيانات لمستخدم آخر: اختر مجلدًا خاصًّا بك. {path}</translation>
    </message>
    <message>
        <source>Other users of this computer may write in the data folder: take that right away. {path}</source>
        <translation>يستطيع مستخدمون آخرون على هذا الحاسوب الكتابة في مجلد البيانات: اسحب منهم هذا الإذن. {path}</translation>
    </message>
    <message>
        <source>The ledger&apos;s file is not as KazaDesk makes it, so its rules are not kept ({why}). Restore a backup.</source>
        <translation>ملف دفتر الروابط ليس كما يصنعه KazaDesk، فقواعده غير مضمونة ({why}). استعد نسخة احتياطية.</translation>
    </message>
    <message>
        <source>Enter the mailbox&apos;s pull address.</source>
        <translation>أدخل عنوان السحب من صندوق الإشعارات.</translation>
    </message>
    <message>
        <source>The pull address is not complete, such as https://shop.example/inbox.php.</source>
        <translation>عنوان السحب غير كامل. مثال عليه: https://shop.example/inbox.php</translation>
    </message>
    <message>
        <source>The pull address must begin with https://.</source>
        <translation>يجب أن يبدأ عنوان السحب بـ https://.</translation>
    </message>
    <message>
        <source>The addresses are too long.</source>
        <translation>العنوانان أطول من اللازم.</translation>
    </message>
    <message>
        <source>Enter the mailbox&apos;s read key: it was shown when the mailbox was made.</source>
        <translation>أدخل مفتاح القراءة لصندوق الإشعارات: لقد ظهر عند إنشاء الصندوق.</translation>
    </message>
    <message>
        <source>This is no read key: copy it as it was shown when the mailbox was made.</source>
        <translation>هذا ليس مفتاح قراءة: انسخه كما ظهر عند إنشاء الصندوق.</translation>
    </message>
    <message>
        <source>The note is too long (at most {allowed} characters).</source>
        <translation>الملاحظة أطول من اللازم (الحد الأقصى {allowed} حرفًا).</translation>
    </message>
    <message>
        <source>The ledger&apos;s address is not complete, such as postgresql://name@server/kazadesk.</source>
        <translation>عنوان دفتر الروابط غير كامل. مثال عليه: postgresql://name@server/kazadesk</translation>
    </message>
    <message>
        <source>Leave the password out of the ledger&apos;s address: it is asked for, and kept in the keyring.</source>
        <translation>لا تكتب كلمة المرور في عنوان دفتر الروابط: ستُطلب منك وتُحفظ في حافظة المفاتيح.</translation>
    </message>
    <message>
        <source>The ledger&apos;s address cannot have the option {option}.</source>
        <translation>لا يقبل عنوان دفتر الروابط الخيار {option}.</translation>
    </message>
    <message>
        <source>A ledger on another computer needs sslmode=verify-full: the server must prove who it is.</source>
        <translation>يحتاج دفتر الروابط على حاسوب آخر إلى sslmode=verify-full: على الخادم أن يثبت هويته.</translation>
    </message>
    <message>
        <source>The shared ledger has to be brought up to date. Only the login that owns its tables can do that.</source>
        <translation>يجب تحديث دفتر الروابط المشترك، ولا يستطيع ذلك إلا المستخدم الذي يملك جداوله.</translation>
    </message>
    <message>
        <source>A ledger is being copied into this one. Try again in a moment.</source>
        <translation>يجري نسخ دفتر روابط إلى هذا الدفتر. أعد المحاولة بعد قليل.</translation>
    </message>
    <message>
        <source>The ledger&apos;s server is set up in a way that could lose links.</source>
        <translation>إعداد خادم دفتر الروابط قد يؤدي إلى ضياع روابط.</translation>
    </message>
    <message>
        <source>No mailbox is set up for this account.</source>
        <translation>لم يُعَدّ صندوق إشعارات لهذا الحساب.</translation>
    </message>
    <message>
        <source>The account {profile} has no API key and secret, so what came cannot be checked. It stays in the mailbox.</source>
        <translation>ليس للحساب {profile} مفتاح API ولا مفتاح سري، فلا يمكن التحقق مما وصل. سيبقى في صندوق الإشعارات.</translation>
    </message>
    <message>
        <source>The mailbox refuses the read key. Enter the one that was shown last.</source>
        <translation>يرفض صندوق الإشعارات مفتاح القراءة. أدخل المفتاح الذي ظهر آخر مرة.</translation>
    </message>
    <message>
        <source>There is no mailbox at the pull address ({status}). Check it.</source>
        <translation>لا يوجد صندوق إشعارات على عنوان السحب ({status}). تحقق من العنوان.</translation>
    </message>
    <message>
        <source>The address leads elsewhere ({status}). Enter the one it leads to, with https:// and with or without www.</source>
        <translation>يقود العنوان إلى مكان آخر ({status}). أدخل العنوان الذي يقود إليه، مع https:// ومع www أو من دونها.</translation>
    </message>
    <message>
        <source>The mailbox has trouble of its own ({status}). Look at its disk and its log.</source>
        <translation>في صندوق الإشعارات نفسه مشكلة ({status}). راجع قرصه وسجلّه.</translation>
    </message>
    <message>
        <source>What answers at the address is no mailbox of KazaDesk&apos;s.</source>
        <translation>ما يجيب على هذا العنوان ليس صندوق إشعارات لـ KazaDesk.</translation>
    </message>
    <message>
        <source>The mailbox at {host} cannot be reached. Check the internet connection and the address.</source>
        <translation>تعذّر الوصول إلى صندوق الإشعارات على {host}. تحقق من الاتصال بالإنترنت ومن العنوان.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted. Nothing was sent.</source>
        <translation>شهادة {host} غير موثوقة. لم يُرسَل شيء.</translation>
    </message>
    <message>
        <source>The mailbox at {host} broke off its answer. What came stays there and is pulled again.</source>
        <translation>انقطع جواب صندوق الإشعارات على {host}. ما وصل محفوظ هناك وسيُسحب من جديد.</translation>
    </message>
    <message>
        <source>The probe was taken but did not come back: the pull address may belong to another mailbox.</source>
        <translation>قُبل إشعار التجربة لكنه لم يعد: قد يكون عنوان السحب لصندوق إشعارات آخر.</translation>
    </message>
    <message>
        <source>The days up to {last} are closed already (close {number}).</source>
        <translation>الأيام حتى {last} مُقفلة من قبل (الإقفال {number}).</translation>
    </message>
    <message>
        <source>{day} has not begun yet.</source>
        <translation>لم يبدأ يوم {day} بعد.</translation>
    </message>
    <message>
        <source>There is no close {number} of this account.</source>
        <translation>لا يوجد إقفال رقم {number} لهذا الحساب.</translation>
    </message>
    <message>
        <source>Another KazaDesk has sent this row.</source>
        <translation>أرسلت نسخة أخرى من KazaDesk هذا الصف.</translation>
    </message>
    <message>
        <source>The mailbox has no room. Free some space on its disk.</source>
        <translation>لا مكان في صندوق الإشعارات. أفرغ بعض المساحة على قرصه.</translation>
    </message>
    <message>
        <source>The mailbox&apos;s file is damaged, or is no mailbox. Put a backup in its place, or move it away and start again: {path}</source>
        <translation>ملف صندوق الإشعارات تالف أو ليس صندوقًا. ضع نسخة احتياطية مكانه، أو انقله وابدأ من جديد: {path}</translation>
    </message>
    <message>
        <source>The mailbox&apos;s file cannot be used: {path}</source>
        <translation>تعذّر استعمال ملف صندوق الإشعارات: {path}</translation>
    </message>
    <message>
        <source>The mailbox could not start.</source>
        <translation>تعذّر تشغيل صندوق الإشعارات.</translation>
    </message>
    <message>
        <source>Another link has this reference; {free} is free.</source>
        <translation>لرابط آخر هذا المرجع؛ والمرجع {free} متاح.</translation>
    </message>
    <message>
        <source>If Check says that the key is right, ask Kazawallet&apos;s support whether it may create links.</source>
        <translation>إن قال «فحص» إن المفتاح صحيح فاسأل دعم Kazawallet هل يُسمح له بإنشاء الروابط.</translation>
    </message>
    <message>
        <source>{typed} can be read in two ways: type {thousands} or {decimal}.</source>
        <translation>للكتابة {typed} قراءتان: اكتب {thousands} أو {decimal}.</translation>
    </message>
    <message>
        <source>{typed} can be misread. Do you mean {thousands}?</source>
        <translation>قد تُقرأ {typed} على غير ما تريد. هل تقصد {thousands}؟</translation>
    </message>
    <message>
        <source>Is {amount} {currency} right? This account usually asks about {usual} {currency}.</source>
        <translation>هل {amount} {currency} صحيح؟ يطلب هذا الحساب عادةً نحو {usual} {currency}.</translation>
    </message>
    <message>
        <source>{currency} is a currency that this account has not used yet. Is it right?</source>
        <translation>لم يستخدم هذا الحساب العملة {currency} من قبل. هل هي صحيحة؟</translation>
    </message>
    <message>
        <source>{path} is larger than {allowed} MB: cut it into several files.</source>
        <translation>{path} أكبر من {allowed} ميغابايت: قسّمه إلى عدة ملفات.</translation>
    </message>
    <message>
        <source>Kazawallet does not know this API key. Copy it again.</source>
        <translation>لا يعرف Kazawallet مفتاح API هذا. انسخه من جديد.</translation>
    </message>
    <message>
        <source>Kazawallet rejected the API key. Look at it under API key and secret.</source>
        <translation>رفض Kazawallet مفتاح API. راجعه في «مفتاح API والمفتاح السري».</translation>
    </message>
    <message>
        <source>Kazawallet knows the API key, but this is not its API secret. Copy the secret again.</source>
        <translation>يعرف Kazawallet مفتاح API، لكنّ هذا ليس مفتاحه السري. انسخ المفتاح السري من جديد.</translation>
    </message>
    <message>
        <source>Kazawallet rejected the API key or the API secret. Copy both again.</source>
        <translation>رفض Kazawallet مفتاح API أو المفتاح السري. انسخهما من جديد.</translation>
    </message>
    <message>
        <source>API key and API secret are swapped: the other way round Kazawallet knows them.</source>
        <translation>مفتاح API والمفتاح السري مبدّلان: يعرفهما Kazawallet إذا عُكسا.</translation>
    </message>
    <message>
        <source>In a copied notice, {found} would look like a field: leave out the sign after the word.</source>
        <translation>قد يبدو {found} في إشعار دفع منسوخ حقلًا من حقوله: احذف العلامة التي بعد الكلمة.</translation>
    </message>
    <message>
        <source>The notice address is not complete.</source>
        <translation>عنوان استقبال الإشعارات غير كامل.</translation>
    </message>
    <message>
        <source>The notice address must begin with https://.</source>
        <translation>يجب أن يبدأ عنوان استقبال الإشعارات بـ https://.</translation>
    </message>
    <message>
        <source>The notice address does not take notices ({status}). Check it.</source>
        <translation>عنوان استقبال الإشعارات لا يقبل الإشعارات ({status}). تحقق منه.</translation>
    </message>
    <message>
        <source>Type the item&apos;s name.</source>
        <translation>اكتب اسم الصنف.</translation>
    </message>
    <message>
        <source>The item&apos;s name is too long (at most {allowed} characters).</source>
        <translation>اسم الصنف طويل جدًا (الحد الأقصى {allowed} حرفًا).</translation>
    </message>
    <message>
        <source>The item&apos;s name holds invisible characters: retype it.</source>
        <translation>في اسم الصنف محارف غير مرئية: أعد كتابته.</translation>
    </message>
    <message>
        <source>The price list has {name} already.</source>
        <translation>في قائمة الأسعار {name} من قبل.</translation>
    </message>
    <message>
        <source>A price list has at most {allowed} items.</source>
        <translation>لا تتسع قائمة الأسعار لأكثر من {allowed} صنف.</translation>
    </message>
    <message>
        <source>The price list has no {name}.</source>
        <translation>ليس في قائمة الأسعار {name}.</translation>
    </message>
    <message>
        <source>A cell of the file is a date, an error or merged: make it text.</source>
        <translation>في الملف خلية فيها تاريخ أو خطأ أو هي مدموجة: اجعلها نصًا.</translation>
    </message>
    <message>
        <source>A link has one currency: these items have several.</source>
        <translation>للرابط عملة واحدة، ولهذه الأصناف عملات عدة.</translation>
    </message>
    <message>
        <source>The ledger was not made ready for this version, and is as it was. The next start begins again.</source>
        <translation>لم يُجهَّز دفتر الروابط لهذا الإصدار وبقي كما كان. يبدأ تجهيزه من جديد عند التشغيل التالي.</translation>
    </message>
    <message>
        <source>The customer&apos;s name is too long (at most {allowed} characters).</source>
        <translation>اسم الزبون طويل جدًا (الحد الأقصى {allowed} حرف).</translation>
    </message>
    <message>
        <source>The customer&apos;s name holds invisible characters: retype it.</source>
        <translation>في اسم الزبون محارف غير مرئية: أعد كتابته.</translation>
    </message>
    <message>
        <source>The phone number is too long (at most {allowed} characters).</source>
        <translation>رقم الهاتف طويل جدًا (الحد الأقصى {allowed} حرفًا).</translation>
    </message>
    <message>
        <source>The phone number holds invisible characters: retype it.</source>
        <translation>في رقم الهاتف محارف غير مرئية: أعد كتابته.</translation>
    </message>
    <message>
        <source>Type a phone number, such as +963 944 123 456.</source>
        <translation>اكتب رقم هاتف، مثل ‎+963 944 123 456.</translation>
    </message>
    <message>
        <source>Of which country? Type the number with its code, such as +963 944 123 456, or set the code for all numbers in Settings → Accounts.</source>
        <translation>من أي دولة؟ اكتب الرقم مع رمزها، مثل ‎+963 944 123 456، أو حدّد الرمز لكل الأرقام في الإعدادات ← الحسابات.</translation>
    </message>
    <message>
        <source>This can be two numbers: type {first} or {second}.</source>
        <translation>يحتمل هذا رقمين: اكتب {first} أو {second}.</translation>
    </message>
    <message>
        <source>Type a country code, such as +963.</source>
        <translation>اكتب رمز دولة، مثل ‎+963.</translation>
    </message>
    <message>
        <source>This account has no link {reference}.</source>
        <translation>ليس في هذا الحساب رابط {reference}.</translation>
    </message>
    <message>
        <source>The link {reference} does not wait for its payment.</source>
        <translation>الرابط {reference} ليس بانتظار الدفع.</translation>
    </message>
</context>
<context>
    <name>GoingLive</name>
    <message>
        <source>Entered.</source>
        <translation>مُدخلان.</translation>
    </message>
    <message>
        <source>Three steps to the first sale</source>
        <translation>ثلاث خطوات إلى أول عملية بيع</translation>
    </message>
    <message>
        <source>API key and secret…</source>
        <translation>مفتاح API والمفتاح السري…</translation>
    </message>
    <message>
        <source>Name of the shop…</source>
        <translation>اسم المتجر…</translation>
    </message>
    <message>
        <source>First link</source>
        <translation>أول رابط</translation>
    </message>
    <message>
        <source>Type an amount and press Create link.</source>
        <translation>اكتب المبلغ واضغط «إنشاء رابط».</translation>
    </message>
    <message>
        <source>In your profile at Kazawallet; if they are not there, ask their support.</source>
        <translation>في ملفك الشخصي لدى Kazawallet؛ فإن لم تجدهما فاطلبهما من فريق الدعم لديهم.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>تمّت</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>لم تتمّ بعد</translation>
    </message>
    <message>
        <source>Customers see it beside the QR code.</source>
        <translation>يراه الزبائن إلى جانب رمز QR.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>create one payment link and print its URL</source>
        <translation>إنشاء رابط دفع واحد وطباعة عنوانه</translation>
    </message>
    <message>
        <source>list the ledger</source>
        <translation>عرض دفتر الروابط</translation>
    </message>
    <message>
        <source>create many payment links from one CSV, XLSX or ODS file</source>
        <translation>إنشاء روابط دفع كثيرة من ملف ⁦CSV⁩ أو ⁦XLSX⁩ أو ⁦ODS⁩</translation>
    </message>
    <message>
        <source>close the day: what happened to the account&apos;s links since the close before</source>
        <translation>إقفال اليوم: ما جرى لروابط الحساب منذ الإقفال السابق</translation>
    </message>
    <message>
        <source>takings per period and currency</source>
        <translation>المقبوضات لكل فترة وعملة</translation>
    </message>
    <message>
        <source>run the stand-in for Kazawallet in the foreground</source>
        <translation>تشغيل بديل Kazawallet حتى إيقافه</translation>
    </message>
    <message>
        <source>the whole job in the terminal, in practice mode: create, pay, verify</source>
        <translation>العمل كله في الطرفية في وضع التدريب: إنشاء ودفع وتحقق</translation>
    </message>
    <message>
        <source>show what KazaDesk works with, and what is missing</source>
        <translation>عرض ما يعمل به KazaDesk وما ينقصه</translation>
    </message>
    <message>
        <source>say where the mailbox is; the read key is asked for, or read from standard input</source>
        <translation>تحديد مكان صندوق الإشعارات؛ يُسأل عن مفتاح القراءة أو يُقرأ من الدخل القياسي</translation>
    </message>
    <message>
        <source>forget where the mailbox is</source>
        <translation>نسيان مكان صندوق الإشعارات</translation>
    </message>
    <message>
        <source>pull what has come into the mailbox, and judge it</source>
        <translation>سحب ما وصل إلى صندوق الإشعارات والحكم عليه</translation>
    </message>
    <message>
        <source>print the mailbox as one PHP file for web hosting, and its read key on standard error</source>
        <translation>طباعة صندوق الإشعارات ملفَّ ⁦PHP⁩ واحدًا للاستضافة، ومفتاح قراءته على خرج الأخطاء</translation>
    </message>
    <message>
        <source>enter API key and secret: asked on the terminal without being shown, or read from standard input, a line each</source>
        <translation>إدخال مفتاح API والمفتاح السري: يُسأل عنهما في الطرفية دون إظهارهما، أو يُقرآن من الدخل القياسي، كل منهما في سطر</translation>
    </message>
    <message>
        <source>ask Kazawallet for the balances, which proves key, secret and email</source>
        <translation>سؤال Kazawallet عن الأرصدة، وبذلك تثبت صحة المفتاحين والبريد</translation>
    </message>
    <message>
        <source>move this desk&apos;s ledger to a server, or copy a shared one into a file; goes on after a cut</source>
        <translation>نقل دفتر الروابط إلى خادم، أو نسخ دفتر مشترك إلى ملف؛ يتابع بعد الانقطاع</translation>
    </message>
    <message>
        <source>work with a shared ledger from now on</source>
        <translation>العمل مع دفتر روابط مشترك من الآن</translation>
    </message>
    <message>
        <source>bring everything back into this desk&apos;s own file, and work with that from now on</source>
        <translation>إعادة كل شيء إلى ملف هذا الحاسوب والعمل معه من الآن</translation>
    </message>
    <message>
        <source>keep the password for the server in the system keyring; asked for, or read from standard input</source>
        <translation>حفظ كلمة مرور الخادم في حافظة مفاتيح النظام؛ يُسأل عنها أو تُقرأ من الدخل القياسي</translation>
    </message>
    <message>
        <source>print the SQL that makes roles with the least rights, for the server&apos;s administrator</source>
        <translation>طباعة تعليمات ⁦SQL⁩ لأدوار بأقل الصلاحيات، لمدير الخادم</translation>
    </message>
    <message>
        <source>use the stand-in for Kazawallet on this machine</source>
        <translation>استخدام بديل Kazawallet على هذا الحاسوب</translation>
    </message>
    <message>
        <source>put sample takings of 30 days into the ledger of practice mode</source>
        <translation>إضافة مقبوضات تجريبية لثلاثين يومًا إلى دفتر وضع التدريب</translation>
    </message>
    <message>
        <source>the Kazawallet account to use</source>
        <translation>حساب Kazawallet المستخدم</translation>
    </message>
    <message>
        <source>folder of ledger, logs and settings</source>
        <translation>مجلد دفتر الروابط وملفات الأحداث والإعدادات</translation>
    </message>
    <message>
        <source>address of the provider&apos;s API (http: only on this machine)</source>
        <translation>عنوان خدمة Kazawallet (⁦http:⁩ لهذا الحاسوب وحده)</translation>
    </message>
    <message>
        <source>language of the window and of what commands say</source>
        <translation>لغة النافذة ولغة ما تقوله الأوامر</translation>
    </message>
    <message>
        <source>a ledger that several desks share: postgresql://user@host/db</source>
        <translation>دفتر روابط تشترك فيه عدة حواسيب: ⁦postgresql://user@host/db⁩</translation>
    </message>
    <message>
        <source>write each step to the log and to standard error</source>
        <translation>كتابة كل خطوة في ملف الأحداث وعلى خرج الأخطاء</translation>
    </message>
    <message>
        <source>such as 10 or 10.50</source>
        <translation>مثل 10 أو 10.50</translation>
    </message>
    <message>
        <source>its code, such as USD</source>
        <translation>رمزها، مثل USD</translation>
    </message>
    <message>
        <source>your Kazawallet account&apos;s email (default: the account&apos;s)</source>
        <translation>بريد حسابك في Kazawallet (وإلا فبريد الحساب المحفوظ)</translation>
    </message>
    <message>
        <source>your reference (default: one is made)</source>
        <translation>مرجعك (وإلا أُنشئ مرجع)</translation>
    </message>
    <message>
        <source>where the reference is taken, take the next free one: 1045-2</source>
        <translation>إن كان المرجع مستخدمًا فأول مرجع متاح بعده: ⁦1045-2⁩</translation>
    </message>
    <message>
        <source>where the customer is sent afterwards</source>
        <translation>إلى أين يعود الزبون بعد الدفع</translation>
    </message>
    <message>
        <source>also print the QR code</source>
        <translation>طباعة رمز QR أيضًا</translation>
    </message>
    <message>
        <source>print one JSON object</source>
        <translation>طباعة كائن ⁦JSON⁩ واحد</translation>
    </message>
    <message>
        <source>a file, or - for standard input (default)</source>
        <translation>ملف، أو ⁦-⁩ للدخل القياسي (وهو الأصل)</translation>
    </message>
    <message>
        <source>print one JSON object a payload, a line each</source>
        <translation>طباعة كائن ⁦JSON⁩ لكل إشعار، كل منها في سطر</translation>
    </message>
    <message>
        <source>only links in this state</source>
        <translation>الروابط التي في هذه الحالة فقط</translation>
    </message>
    <message>
        <source>also archived links</source>
        <translation>الروابط المؤرشفة أيضًا</translation>
    </message>
    <message>
        <source>created on or after this day (2026-11-22) or time</source>
        <translation>ما أُنشئ في هذا اليوم (⁦2026-11-22⁩) أو الوقت أو بعده</translation>
    </message>
    <message>
        <source>created before the end of this day, or before this time</source>
        <translation>ما أُنشئ قبل نهاية هذا اليوم، أو قبل هذا الوقت</translation>
    </message>
    <message>
        <source>paid on or after this day of the shop, or this time</source>
        <translation>ما دُفع في هذا اليوم من أيام المتجر أو بعده، أو بعد هذا الوقت</translation>
    </message>
    <message>
        <source>paid before the end of this day of the shop, or before this time</source>
        <translation>ما دُفع قبل نهاية هذا اليوم من أيام المتجر، أو قبل هذا الوقت</translation>
    </message>
    <message>
        <source>only links of this batch (batch --list)</source>
        <translation>روابط هذه الدفعة فقط (⁦batch --list⁩)</translation>
    </message>
    <message>
        <source>print one JSON object a link, a line each</source>
        <translation>طباعة كائن ⁦JSON⁩ لكل رابط، كل منها في سطر</translation>
    </message>
    <message>
        <source>print comma-separated values with a header</source>
        <translation>طباعة قيم تفصل بينها فواصل، مع سطر العناوين</translation>
    </message>
    <message>
        <source>save a workbook, with a sheet of totals</source>
        <translation>حفظ مصنّف، مع ورقة للمجاميع</translation>
    </message>
    <message>
        <source>check the file and show what would be sent</source>
        <translation>فحص الملف وعرض ما كان سيُرسل</translation>
    </message>
    <message>
        <source>save the rows with their URLs, as CSV or XLSX</source>
        <translation>حفظ الصفوف مع عناوينها، بصيغة ⁦CSV⁩ أو ⁦XLSX⁩</translation>
    </message>
    <message>
        <source>save the rows that nothing was made of, to be used again</source>
        <translation>حفظ الصفوف التي لم يُنشأ منها شيء، لاستخدامها مرة أخرى</translation>
    </message>
    <message>
        <source>go on with the batch of this file</source>
        <translation>متابعة دفعة هذا الملف</translation>
    </message>
    <message>
        <source>send the same list once more, as a new batch</source>
        <translation>إرسال القائمة نفسها مرة أخرى دفعةً جديدة</translation>
    </message>
    <message>
        <source>show the batches that were sent, and send nothing</source>
        <translation>عرض الدفعات المرسلة دون إرسال شيء</translation>
    </message>
    <message>
        <source>print one JSON object a row, a line each</source>
        <translation>طباعة كائن ⁦JSON⁩ لكل صف، كل منها في سطر</translation>
    </message>
    <message>
        <source>up to the end of this day (default: today)</source>
        <translation>حتى نهاية هذا اليوم (وإلا فاليوم الحالي)</translation>
    </message>
    <message>
        <source>kept with the close</source>
        <translation>ملاحظة تُحفظ مع الإقفال</translation>
    </message>
    <message>
        <source>do not ask Kazawallet for the balances</source>
        <translation>دون سؤال Kazawallet عن الأرصدة</translation>
    </message>
    <message>
        <source>the shop&apos;s time zone, such as +03:00; kept for the next time</source>
        <translation>المنطقة الزمنية للمتجر، مثل ⁦+03:00⁩؛ تُحفظ للمرة القادمة</translation>
    </message>
    <message>
        <source>when the shop&apos;s day ends; kept for the next time</source>
        <translation>متى ينتهي يوم المتجر؛ يُحفظ للمرة القادمة</translation>
    </message>
    <message>
        <source>show the closes that were made, and close nothing</source>
        <translation>عرض الإقفالات السابقة دون إقفال</translation>
    </message>
    <message>
        <source>show this close, and close nothing</source>
        <translation>عرض هذا الإقفال دون إقفال</translation>
    </message>
    <message>
        <source>also save it as a workbook</source>
        <translation>حفظه مصنّفًا أيضًا</translation>
    </message>
    <message>
        <source>print one JSON object a close, a line each</source>
        <translation>طباعة كائن ⁦JSON⁩ لكل إقفال، كل منها في سطر</translation>
    </message>
    <message>
        <source>first day (default: 30 days up to --until)</source>
        <translation>اليوم الأول (وإلا فثلاثون يومًا حتى ⁦--until⁩)</translation>
    </message>
    <message>
        <source>last day (default: today)</source>
        <translation>اليوم الأخير (وإلا فاليوم الحالي)</translation>
    </message>
    <message>
        <source>how long a period is (default: day)</source>
        <translation>طول الفترة (وإلا فيوم: ⁦day⁩)</translation>
    </message>
    <message>
        <source>print one JSON object a period and currency, a line each</source>
        <translation>طباعة كائن ⁦JSON⁩ لكل فترة وعملة، كل منها في سطر</translation>
    </message>
    <message>
        <source>erase all of them again</source>
        <translation>حذف الروابط التجريبية كلها</translation>
    </message>
    <message>
        <source>port to listen on (default: 18420, or any free one; 0: any)</source>
        <translation>منفذ الاستقبال (وإلا فـ 18420 أو أي منفذ متاح؛ 0: أي منفذ)</translation>
    </message>
    <message>
        <source>API key and secret of your Kazawallet account, in the system&apos;s keyring</source>
        <translation>مفتاح API والمفتاح السري لحسابك في Kazawallet، في حافظة مفاتيح النظام</translation>
    </message>
    <message>
        <source>share the ledger with other desks on a PostgreSQL server, and bring it back</source>
        <translation>مشاركة دفتر الروابط مع حواسيب أخرى على خادم PostgreSQL، وإعادته</translation>
    </message>
    <message>
        <source>also ask Kazawallet for the account&apos;s balances</source>
        <translation>سؤال Kazawallet عن أرصدة الحساب أيضًا</translation>
    </message>
    <message>
        <source>address to listen on (default: 127.0.0.1)</source>
        <translation>عنوان الاستقبال (وإلا فـ 127.0.0.1)</translation>
    </message>
    <message>
        <source>port to listen on (default: 8787, 0: any)</source>
        <translation>منفذ الاستقبال (وإلا فـ 8787؛ 0: أي منفذ)</translation>
    </message>
    <message>
        <source>print the addresses as one JSON object, first of all</source>
        <translation>طباعة العناوين كائن ⁦JSON⁩ واحدًا قبل كل شيء</translation>
    </message>
    <message>
        <source>new write address: the old one takes no more</source>
        <translation>عنوان إرسال جديد: لا يستقبل القديم شيئًا بعده</translation>
    </message>
    <message>
        <source>end when standard input is closed</source>
        <translation>الإنهاء عند إغلاق الدخل القياسي</translation>
    </message>
    <message>
        <source>new read key: the old one reads no more</source>
        <translation>مفتاح قراءة جديد: لا يقرأ القديم شيئًا بعده</translation>
    </message>
    <message>
        <source>go on until interrupted</source>
        <translation>المتابعة حتى الإيقاف</translation>
    </message>
    <message>
        <source>the account&apos;s email (default: asked, or a third line)</source>
        <translation>بريد الحساب (وإلا سُئل عنه، أو قُرئ من سطر ثالث)</translation>
    </message>
    <message>
        <source>for one more account of that name</source>
        <translation>لحساب إضافي بهذا الاسم</translation>
    </message>
    <message>
        <source>postgresql://user@host/database, or a new file</source>
        <translation>عنوان ⁦postgresql://user@host/database⁩، أو ملف جديد</translation>
    </message>
    <message>
        <source>to a server: another file, which stays as it is</source>
        <translation>إلى خادم: ملف آخر يبقى كما هو</translation>
    </message>
    <message>
        <source>postgresql://user@host/database</source>
        <translation>عنوان مثل ⁦postgresql://user@host/database⁩</translation>
    </message>
    <message>
        <source>of a CSV file (default: UTF-8, or as its mark says)</source>
        <translation>ترميز ملف ⁦CSV⁩ (وإلا فـ ⁦UTF-8⁩ أو ما تقوله علامته)</translation>
    </message>
    <message>
        <source>of a CSV file (default: the only one in it)</source>
        <translation>فاصل ملف ⁦CSV⁩ (وإلا فالفاصل الوحيد فيه)</translation>
    </message>
    <message>
        <source>of a workbook (default: the first)</source>
        <translation>ورقة المصنّف (وإلا فالأولى)</translation>
    </message>
    <message>
        <source>where the words do not say it: amount=B,ref=Invoice</source>
        <translation>حيث لا تدل العناوين: ⁦amount=B,ref=Invoice⁩</translation>
    </message>
    <message>
        <source>how 1,234 is to be read</source>
        <translation>كيف يُقرأ 1,234</translation>
    </message>
    <message>
        <source>it was done</source>
        <translation>أُنجز الأمر</translation>
    </message>
    <message>
        <source>all are paid</source>
        <translation>كلها مدفوعة</translation>
    </message>
    <message>
        <source>all could be judged, but not all are paid</source>
        <translation>حُكم عليها كلها، وليست كلها مدفوعة</translation>
    </message>
    <message>
        <source>one is not authentic, whatever else is there</source>
        <translation>أحدها ليس أصليًا، مهما كان ما معه</translation>
    </message>
    <message>
        <source>one cannot be read</source>
        <translation>أحدها غير مقروء</translation>
    </message>
    <message>
        <source>there are no credentials to judge with</source>
        <translation>لا مفاتيح للحكم بها</translation>
    </message>
    <message>
        <source>certainly not sent</source>
        <translation>لم يُرسل قطعًا</translation>
    </message>
    <message>
        <source>the outcome is not known: look at your Kazawallet account before you send it again</source>
        <translation>النتيجة غير معروفة: راجع حسابك في Kazawallet قبل الإرسال مرة أخرى</translation>
    </message>
    <message>
        <source>examples:</source>
        <translation>أمثلة:</translation>
    </message>
    <message>
        <source>what was typed is wrong</source>
        <translation>خطأ فيما كُتب</translation>
    </message>
    <message>
        <source>ledger, keyring, settings, network port or output cannot be used</source>
        <translation>تعذّر استخدام دفتر الروابط أو حافظة المفاتيح أو الإعدادات أو المنفذ أو الناتج</translation>
    </message>
    <message>
        <source>whoever read the output has closed it</source>
        <translation>أُغلق الناتج من طرف قارئه</translation>
    </message>
    <message>
        <source>exit status:</source>
        <translation>حالة الخروج:</translation>
    </message>
    <message>
        <source>usage: </source>
        <translation>الاستخدام: </translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>المعطيات</translation>
    </message>
    <message>
        <source>options</source>
        <translation>الخيارات</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>عرض هذه المساعدة والخروج</translation>
    </message>
    <message>
        <source>show program&apos;s version number and exit</source>
        <translation>عرض رقم الإصدار والخروج</translation>
    </message>
    <message>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: خطأ: %(message)s
</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>المعطيات التالية مطلوبة: %s</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>معطيات غير معروفة: %s</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>يحتاج إلى قيمة واحدة</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>لا يجتمع مع %s</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>%(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>قيمة غير صالحة: %(value)r (اختر من: %(choices)s)</translation>
    </message>
    <message>
        <source>unknown parser %(parser_name)r (choices: %(choices)s)</source>
        <translation>أمر غير معروف: %(parser_name)r (الأوامر: %(choices)s)</translation>
    </message>
    <message>
        <source>the link was made</source>
        <translation>أُنشئ الرابط</translation>
    </message>
    <message>
        <source>Kazawallet refused it</source>
        <translation>رفضه Kazawallet</translation>
    </message>
    <message>
        <source>every row has its link</source>
        <translation>لكل صف رابطه</translation>
    </message>
    <message>
        <source>some rows were refused</source>
        <translation>رُفضت بعض الصفوف</translation>
    </message>
    <message>
        <source>the file is wrong, and nothing was sent</source>
        <translation>في الملف خطأ، ولم يُرسل شيء</translation>
    </message>
    <message>
        <source>some were certainly not sent</source>
        <translation>بعضها لم يُرسل قطعًا</translation>
    </message>
    <message>
        <source>of some the outcome is not known; the highest of all wins</source>
        <translation>نتيجة بعضها غير معروفة؛ والعدد الأكبر هو الحاكم</translation>
    </message>
    <message>
        <source>the keys are right</source>
        <translation>المفتاحان صحيحان</translation>
    </message>
    <message>
        <source>Kazawallet refused them, or could not be reached</source>
        <translation>رفضهما Kazawallet، أو تعذّر الوصول إليه</translation>
    </message>
    <message>
        <source>there are no keys to check</source>
        <translation>لا مفاتيح لفحصها</translation>
    </message>
    <message>
        <source>there were no keys</source>
        <translation>لم تكن هناك مفاتيح</translation>
    </message>
    <message>
        <source>everything went as it should</source>
        <translation>سار كل شيء كما يجب</translation>
    </message>
    <message>
        <source>something went wrong</source>
        <translation>حدث خطأ</translation>
    </message>
    <message>
        <source>nothing is missing</source>
        <translation>لا ينقص شيء</translation>
    </message>
    <message>
        <source>something is missing</source>
        <translation>ينقص شيء</translation>
    </message>
    <message>
        <source>ended by Ctrl+C</source>
        <translation>أُنهي بـ ⁦Ctrl+C⁩</translation>
    </message>
    <message>
        <source>ended by the system</source>
        <translation>أنهاه النظام</translation>
    </message>
    <message>
        <source>take over an old list of sales from a CSV, XLSX or ODS file, as history</source>
        <translation>أخذ قائمة مبيعات قديمة من ملف CSV أو XLSX أو ODS بصفتها سجلًا تاريخيًا</translation>
    </message>
    <message>
        <source>order of day and month</source>
        <translation>ترتيب اليوم والشهر</translation>
    </message>
    <message>
        <source>check the file and keep nothing</source>
        <translation>فحص الملف دون حفظ شيء</translation>
    </message>
    <message>
        <source>show the lists that were taken over</source>
        <translation>عرض القوائم المأخوذة</translation>
    </message>
    <message>
        <source>delete the sales of list N again, all of them</source>
        <translation>حذف مبيعات القائمة N كلها من جديد</translation>
    </message>
    <message>
        <source>print one JSON object a list, a line each</source>
        <translation>طباعة كائن JSON لكل قائمة في سطر</translation>
    </message>
    <message>
        <source>also the sales of old lists, in a column of their own</source>
        <translation>مبيعات القوائم القديمة أيضًا، في عمود خاص بها</translation>
    </message>
    <message>
        <source>the file with a row for each link or sale</source>
        <translation>الملف الذي فيه صف لكل رابط أو عملية بيع</translation>
    </message>
    <message>
        <source>judge pasted payment notices (webhooks): each file is one paste</source>
        <translation>الحكم على إشعارات الدفع: كل ملف لصقة واحدة</translation>
    </message>
    <message>
        <source>run the mailbox here: it keeps each notice (webhook) that is posted to it until a desk pulls it</source>
        <translation>تشغيل صندوق الإشعارات هنا: يحفظ كل إشعار يصل إليه حتى يسحبه KazaDesk</translation>
    </message>
    <message>
        <source>delete API key and secret from the keyring; links and notices stay</source>
        <translation>حذف مفتاح API والمفتاح السري من حافظة المفاتيح؛ تبقى الروابط والإشعارات</translation>
    </message>
    <message>
        <source>Create payment links and verify payment notices (webhooks). No command opens the window.</source>
        <translation>إنشاء روابط الدفع والتحقق من إشعاراتها. دون أمر تُفتح النافذة.</translation>
    </message>
    <message>
        <source>also post each notice to this loopback address</source>
        <translation>إرسال كل إشعار أيضًا إلى هذا العنوان من الحاسوب نفسه</translation>
    </message>
    <message>
        <source>names of the link&apos;s id in its notices: order_id is documented, id is what Kazawallet&apos;s own plug-in reads</source>
        <translation>اسم رقم الرابط في إشعاراته: ⁦order_id⁩ هو الموثّق، و⁦id⁩ ما تقرؤه إضافة Kazawallet نفسها</translation>
    </message>
    <message>
        <source>how a notice is written</source>
        <translation>كيف يُكتب الإشعار</translation>
    </message>
    <message>
        <source>post notices without a Content-Type</source>
        <translation>إرسال الإشعارات دون ⁦Content-Type⁩</translation>
    </message>
    <message>
        <source>receive payment notices (webhooks): a mailbox that is always on</source>
        <translation>استقبال الإشعارات: صندوق يعمل دائمًا</translation>
    </message>
    <message>
        <source>where notices are pulled from</source>
        <translation>العنوان الذي تُسحب منه الإشعارات</translation>
    </message>
    <message>
        <source>its public notice address, to check the way</source>
        <translation>عنوانه العام لاستقبال الإشعارات، لفحص الطريق</translation>
    </message>
    <message>
        <source>only links whose notice was probably lost</source>
        <translation>الروابط التي ضاع إشعارها على الأرجح فقط</translation>
    </message>
    <message>
        <source>show or change the account&apos;s price list</source>
        <translation>عرض قائمة أسعار الحساب أو تغييرها</translation>
    </message>
    <message>
        <source>instead of both: an item of the price list; may be given several times</source>
        <translation>بدلًا منهما: صنف من قائمة الأسعار، ويمكن تكراره</translation>
    </message>
    <message>
        <source>add an item, or change the price of the one of that name</source>
        <translation>إضافة صنف أو تغيير سعر الصنف الذي له هذا الاسم</translation>
    </message>
    <message>
        <source>remove an item</source>
        <translation>حذف صنف</translation>
    </message>
    <message>
        <source>add the items of a CSV, XLSX or ODS file: name, amount, currency</source>
        <translation>إضافة أصناف ملف CSV أو XLSX أو ODS: الاسم والمبلغ والعملة</translation>
    </message>
    <message>
        <source>whether the reference of a link for items begins with their names</source>
        <translation>هل يبدأ مرجع رابط الأصناف بأسمائها</translation>
    </message>
    <message>
        <source>print one JSON object an item, a line each</source>
        <translation>طباعة كائن JSON لكل صنف، كلٌّ في سطر</translation>
    </message>
    <message>
        <source>give the name of a folder</source>
        <translation>يلزم اسم مجلد</translation>
    </message>
    <message>
        <source>a port is a number from 0 to 65535</source>
        <translation>المنفذ رقم من 0 إلى 65535</translation>
    </message>
    <message>
        <source>the customer&apos;s name, kept with the link</source>
        <translation>اسم الزبون، يُحفظ مع الرابط</translation>
    </message>
    <message>
        <source>the customer&apos;s phone number, kept with the link: +963944123456</source>
        <translation>رقم هاتف الزبون، يُحفظ مع الرابط: ‎+963944123456</translation>
    </message>
    <message>
        <source>part of reference, amount, order id, email, URL, customer&apos;s name or phone</source>
        <translation>جزء من المرجع أو المبلغ أو رقم الطلب أو البريد أو الرابط أو اسم الزبون أو هاتفه</translation>
    </message>
    <message>
        <source>show whose customers are to be reminded, or the message for one of them</source>
        <translation>عرض الروابط التي يُذكَّر زبائنها، أو رسالة أحدها</translation>
    </message>
    <message>
        <source>only links whose customers are to be reminded</source>
        <translation>الروابط التي يُذكَّر زبائنها فقط</translation>
    </message>
    <message>
        <source>reference of a waiting link</source>
        <translation>مرجع رابط بانتظار الدفع</translation>
    </message>
    <message>
        <source>note in the link&apos;s history that the customer was reminded</source>
        <translation>تسجيل تذكير الزبون في تاريخ الرابط</translation>
    </message>
    <message>
        <source>print an address that opens WhatsApp with it</source>
        <translation>طباعة عنوان يفتح واتساب بالرسالة</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Something is not done yet.</source>
        <translation>هناك ما لم يكتمل بعد.</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>لم يكتمل العمل بعد</translation>
    </message>
    <message>
        <source>Waiting until it is done</source>
        <translation>بانتظار اكتماله</translation>
    </message>
    <message>
        <source>Wait, then close</source>
        <translation>انتظار ثم إغلاق</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>إغلاق على أي حال</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>بقاء</translation>
    </message>
    <message>
        <source>Links are being exported. Stopped now, no file is saved.</source>
        <translation>يجري تصدير الروابط. إن أُوقف الآن فلن يُحفظ أي ملف.</translation>
    </message>
    <message>
        <source>Links are being archived. Stopped now, the rest stays where it is.</source>
        <translation>تجري أرشفة الروابط. إن أُوقفت الآن بقي ما تبقّى في مكانه.</translation>
    </message>
    <message>
        <source>The ledger is being copied. Stopped now, it goes on the next time.</source>
        <translation>يجري نسخ دفتر الروابط. إن أُوقف الآن استُؤنف في المرة القادمة.</translation>
    </message>
    <message>
        <source>The links of a file are being created. Stopped now, it can be gone on with.</source>
        <translation>يجري إنشاء روابط ملف. إن أُوقف الآن أمكن استئنافه.</translation>
    </message>
    <message>
        <source>A backup is being made. Stopped now, there is none.</source>
        <translation>تُعدّ نسخة احتياطية. إن أُوقفت الآن فلن تكون هناك نسخة.</translation>
    </message>
    <message>
        <source>Wait, then go on</source>
        <translation>انتظار ثم متابعة</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <translation>متابعة على أي حال</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) are being created.</source>
        <translation>
            <numerusform>لا يُنشأ أي رابط.</numerusform>
            <numerusform>يجري إنشاء رابط واحد.</numerusform>
            <numerusform>يجري إنشاء رابطين.</numerusform>
            <numerusform>يجري إنشاء %n روابط.</numerusform>
            <numerusform>يجري إنشاء %n رابطًا.</numerusform>
            <numerusform>يجري إنشاء %n رابط.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kazawallet&apos;s answer is there in %n second(s) at most.</source>
        <translation>
            <numerusform>يصل جواب Kazawallet الآن.</numerusform>
            <numerusform>يصل جواب Kazawallet خلال ثانية واحدة على الأكثر.</numerusform>
            <numerusform>يصل جواب Kazawallet خلال ثانيتين على الأكثر.</numerusform>
            <numerusform>يصل جواب Kazawallet خلال %n ثوانٍ على الأكثر.</numerusform>
            <numerusform>يصل جواب Kazawallet خلال %n ثانية على الأكثر.</numerusform>
            <numerusform>يصل جواب Kazawallet خلال %n ثانية على الأكثر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Without it nobody knows whether the link exists.</source>
        <translation>من دونه لا يعرف أحد هل الرابط موجود.</translation>
    </message>
    <message>
        <source>It is done now.</source>
        <translation>اكتمل الآن.</translation>
    </message>
    <message>
        <source>Close KazaDesk</source>
        <translation>إغلاق KazaDesk</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
</context>
<context>
    <name>LinkDetails</name>
    <message>
        <source>History</source>
        <translation>السجل الزمني</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Payment URL</source>
        <translation>رابط الدفع</translation>
    </message>
    <message>
        <source>Order id</source>
        <translation>رقم الطلب</translation>
    </message>
    <message>
        <source>Redirect URL</source>
        <translation>رابط العودة</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>أُنشئ</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>آخر تغيير</translation>
    </message>
    <message>
        <source>Kazawallet says</source>
        <translation>رسالة Kazawallet</translation>
    </message>
    <message>
        <source>Payment link {reference}</source>
        <translation>رابط الدفع {reference}</translation>
    </message>
    <message>
        <source>{account} (deleted here)</source>
        <translation>{account} (محذوف هنا)</translation>
    </message>
    <message>
        <source>Its payment was assigned by hand.</source>
        <translation>أُسندت دفعته يدويًا.</translation>
    </message>
    <message>
        <source>Account email</source>
        <translation>بريد الحساب</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>نسخ: {name}</translation>
    </message>
    <message>
        <source>Mark as paid by hand…</source>
        <translation>تسجيل كمدفوع يدويًا…</translation>
    </message>
    <message>
        <source>Reason, such as: support confirmed it by email</source>
        <translation>السبب، مثلًا: أكّد الدعم الدفعة بالبريد الإلكتروني</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Mark as paid</source>
        <translation>تسجيل كمدفوع</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Write down why: the reason is kept with the link.</source>
        <translation>اكتب السبب: سيُحفظ مع الرابط.</translation>
    </message>
    <message>
        <source>{reference}, {amount}: only if you have settled this payment with Kazawallet yourself. The link then counts as paid by your word; this stays visible and cannot be undone.</source>
        <translation>{reference}، ‏{amount}: فقط إذا سوّيت هذه الدفعة مع Kazawallet بنفسك. عندئذ يُحسب الرابط مدفوعًا بناءً على قولك؛ ويبقى ذلك ظاهرًا ولا يمكن التراجع عنه.</translation>
    </message>
    <message>
        <source>No notice of this link has been verified yet.</source>
        <translation>لم يُتحقَّق من أي إشعار دفع لهذا الرابط بعد.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>إشعارات الدفع</translation>
    </message>
    <message>
        <source>Marked by hand, not verified by a notice. Reason: {reason}</source>
        <translation>سُجّل يدويًا ولم يُتحقَّق منه بإشعار دفع. السبب: {reason}</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>الزبون</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>{title}: {amount}, {state}</source>
        <translation>{title}: {amount}، {state}</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Kazawallet answered with a URL, but with another link&apos;s order id: {order_id}</source>
        <translation>أجاب Kazawallet برابط، لكن برقم طلب يخص رابطًا آخر: {order_id}</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>أُنشئ</translation>
    </message>
    <message>
        <source>Sent to Kazawallet</source>
        <translation>أُرسل إلى Kazawallet</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>أُرسل من جديد</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>مؤرشف</translation>
    </message>
    <message>
        <source>{file}, {when}</source>
        <translation>{file}، {when}</translation>
    </message>
    <message>
        <source>Filter by the file they came from</source>
        <translation>التصفية حسب الملف الذي جاءت منه</translation>
    </message>
    <message>
        <source>From any file</source>
        <translation>من أي ملف</translation>
    </message>
    <message>
        <source>Paid on …</source>
        <translation>دُفع في …</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>لا يوجد ما يُتراجع عنه</translation>
    </message>
    <message numerus="yes">
        <source>in %n account(s)</source>
        <translation>
            <numerusform>في غير حساب</numerusform>
            <numerusform>في حساب واحد</numerusform>
            <numerusform>في حسابين</numerusform>
            <numerusform>في %n حسابات</numerusform>
            <numerusform>في %n حسابًا</numerusform>
            <numerusform>في %n حساب</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored from the archive</source>
        <translation>استُعيد من الأرشيف</translation>
    </message>
    <message>
        <source>Created in place of another link</source>
        <translation>أُنشئ بدلًا من رابط آخر</translation>
    </message>
    <message>
        <source>Kazawallet answered with the payment URL</source>
        <translation>أجاب Kazawallet برابط الدفع</translation>
    </message>
    <message>
        <source>Kazawallet refused</source>
        <translation>رفض Kazawallet الطلب</translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation>تعذّر الإرسال</translation>
    </message>
    <message>
        <source>No usable answer came</source>
        <translation>لم تصل إجابة صالحة</translation>
    </message>
    <message>
        <source>Marked as paid by hand: {reason}</source>
        <translation>سُجّل مدفوعًا يدويًا: {reason}</translation>
    </message>
    <message>
        <source>Select a link first</source>
        <translation>حدّد رابطًا أولًا</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Show the QR code</source>
        <translation>عرض رمز QR</translation>
    </message>
    <message>
        <source>Share the link</source>
        <translation>مشاركة الرابط</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>إعادة الإرسال</translation>
    </message>
    <message>
        <source>Create again</source>
        <translation>إنشاء من جديد</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>تصحيح…</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>رابط جديد</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>التفاصيل…</translation>
    </message>
    <message>
        <source>Print a slip…</source>
        <translation>طباعة قسيمة…</translation>
    </message>
    <message>
        <source>Exporting: {done} of {all}</source>
        <translation>جارٍ التصدير: {done} من {all}</translation>
    </message>
    <message>
        <source>Filter by currency</source>
        <translation>تصفية حسب العملة</translation>
    </message>
    <message>
        <source>Any currency</source>
        <translation>كل العملات</translation>
    </message>
    <message>
        <source>Search the links</source>
        <translation>البحث في الروابط</translation>
    </message>
    <message>
        <source>Search reference, amount, email, URL</source>
        <translation>ابحث بالمرجع أو المبلغ أو البريد أو الرابط</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>تصفية حسب الحالة</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>كل الحالات</translation>
    </message>
    <message>
        <source>Any date</source>
        <translation>كل التواريخ</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>آخر 7 أيام</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>هذا الشهر</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>الشهر الماضي</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>من … إلى …</translation>
    </message>
    <message>
        <source>From</source>
        <translation>من</translation>
    </message>
    <message>
        <source>To</source>
        <translation>إلى</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>أرشفة</translation>
    </message>
    <message>
        <source>New link like this</source>
        <translation>رابط جديد مثل هذا</translation>
    </message>
    <message>
        <source>{state}, {amount}, reference {reference}, {time}</source>
        <translation>{state}، {amount}، المرجع {reference}، {time}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>الإجراءات</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>الروابط</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>المحاولة من جديد</translation>
    </message>
    <message>
        <source>Reading the ledger…</source>
        <translation>جارٍ قراءة دفتر الروابط…</translation>
    </message>
    <message>
        <source>Select one link</source>
        <translation>حدّد رابطًا واحدًا</translation>
    </message>
    <message>
        <source>Something that a newer KazaDesk has written</source>
        <translation>شيء سجّلته نسخة أحدث من KazaDesk</translation>
    </message>
    <message>
        <source>Kazawallet answered</source>
        <translation>أجاب Kazawallet</translation>
    </message>
    <message>
        <source>Found unfinished after a restart: it was not sent</source>
        <translation>وُجد غير مكتمل بعد إعادة التشغيل: لم يُرسل</translation>
    </message>
    <message>
        <source>Found unfinished after a restart: nobody knows whether it was sent</source>
        <translation>وُجد غير مكتمل بعد إعادة التشغيل: لا يُعرف هل أُرسل</translation>
    </message>
    <message>
        <source>A payment was assigned by hand: order id {order_id}</source>
        <translation>أُسندت إليه دفعة يدويًا: رقم الطلب {order_id}</translation>
    </message>
    <message>
        <source>There is no link yet</source>
        <translation>لا يوجد رابط بعد</translation>
    </message>
    <message>
        <source>This link has no URL</source>
        <translation>ليس لهذا الرابط عنوان بعد</translation>
    </message>
    <message>
        <source>This link is paid already</source>
        <translation>هذا الرابط مدفوع من قبل</translation>
    </message>
    <message>
        <source>This link has timed out</source>
        <translation>انتهت مهلة هذا الرابط</translation>
    </message>
    <message>
        <source>Practice mode knows one account only: type the email {email}. No link was made.</source>
        <translation>لا يعرف وضع التدريب إلا حسابًا واحدًا: اكتب البريد {email}. لم يُنشأ أي رابط.</translation>
    </message>
    <message>
        <source>Created again as {reference}</source>
        <translation>أُنشئ من جديد بالمرجع {reference}</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Save the links of this list, or the selected ones, as a table for a spreadsheet</source>
        <translation>حفظ روابط هذه القائمة، أو المحددة منها، جدولًا لبرامج الجداول</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Stop the export and save nothing</source>
        <translation>إيقاف التصدير دون حفظ شيء</translation>
    </message>
    <message numerus="yes">
        <source>Export %n selected link(s)</source>
        <translation>
            <numerusform>تصدير الروابط المحددة</numerusform>
            <numerusform>تصدير الرابط المحدد</numerusform>
            <numerusform>تصدير الرابطين المحددين</numerusform>
            <numerusform>تصدير %n روابط محددة</numerusform>
            <numerusform>تصدير %n رابطًا محددًا</numerusform>
            <numerusform>تصدير %n رابط محدد</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the links of the list</source>
        <translation>تصدير روابط القائمة</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>جدول لبرامج الجداول (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) saved as {name}</source>
        <translation>
            <numerusform>لم يُحفظ أي رابط في {name}</numerusform>
            <numerusform>حُفظ رابط واحد في {name}</numerusform>
            <numerusform>حُفظ رابطان في {name}</numerusform>
            <numerusform>حُفظت %n روابط في {name}</numerusform>
            <numerusform>حُفظ %n رابطًا في {name}</numerusform>
            <numerusform>حُفظ %n رابط في {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>No file manager was found. The file is here: {path}</source>
        <translation>لم يُعثر على مدير ملفات. الملف هنا: {path}</translation>
    </message>
    <message>
        <source>The export was stopped. Nothing was saved.</source>
        <translation>أُوقف التصدير ولم يُحفظ شيء.</translation>
    </message>
    <message>
        <source>Filter by account</source>
        <translation>تصفية حسب الحساب</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>كل الحسابات</translation>
    </message>
    <message>
        <source>All paid</source>
        <translation>كل المدفوع</translation>
    </message>
    <message>
        <source>All problems</source>
        <translation>كل المشكلات</translation>
    </message>
    <message>
        <source>Filter by date of creation or payment</source>
        <translation>تصفية حسب تاريخ الإنشاء أو الدفع</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Smallest first, each currency by itself</source>
        <translation>الأصغر أولًا، كل عملة على حدة</translation>
    </message>
    <message>
        <source>What needs a look first</source>
        <translation>ما يحتاج إلى نظر أولًا</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>الأحدث أولًا</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>الأقدم أولًا</translation>
    </message>
    <message>
        <source>Largest first, each currency by itself</source>
        <translation>الأكبر أولًا، كل عملة على حدة</translation>
    </message>
    <message>
        <source>Paid first</source>
        <translation>المدفوع أولًا</translation>
    </message>
    <message>
        <source>From Z to A</source>
        <translation>من ي إلى أ</translation>
    </message>
    <message>
        <source>From A to Z</source>
        <translation>من أ إلى ي</translation>
    </message>
    <message>
        <source>Sort by: {column}</source>
        <translation>ترتيب حسب: {column}</translation>
    </message>
    <message>
        <source>Copy the URL for your records</source>
        <translation>نسخ رابط الدفع لسجلّاتك</translation>
    </message>
    <message>
        <source>URL copied: {reference}</source>
        <translation>نُسخ رابط {reference}</translation>
    </message>
    <message>
        <source>Further down in this order: {reference}</source>
        <translation>موضعه أبعد في هذا الترتيب: {reference}</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>إظهاره</translation>
    </message>
    <message>
        <source>Sample takings of 30 days</source>
        <translation>مقبوضات تجريبية لـ 30 يومًا</translation>
    </message>
    <message>
        <source>Created in place of {reference}</source>
        <translation>أُنشئ بدلًا من {reference}</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) archived</source>
        <translation>
            <numerusform>لم يُؤرشف أي رابط</numerusform>
            <numerusform>أُرشف رابط واحد</numerusform>
            <numerusform>أُرشف رابطان</numerusform>
            <numerusform>أُرشفت %n روابط</numerusform>
            <numerusform>أُرشف %n رابطًا</numerusform>
            <numerusform>أُرشف %n رابط</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) restored</source>
        <translation>
            <numerusform>لم يُعَد أي رابط</numerusform>
            <numerusform>أُعيد رابط واحد</numerusform>
            <numerusform>أُعيد رابطان</numerusform>
            <numerusform>أُعيدت %n روابط</numerusform>
            <numerusform>أُعيد %n رابطًا</numerusform>
            <numerusform>أُعيد %n رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>The ledger could not be read</source>
        <translation>تعذّرت قراءة دفتر الروابط</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>No links yet</source>
        <translation>لا روابط بعد</translation>
    </message>
    <message>
        <source>Enter an amount and create the first one: it will appear here.</source>
        <translation>أدخل مبلغًا وأنشئ أول رابط، وسيظهر هنا.</translation>
    </message>
    <message>
        <source>No link matches</source>
        <translation>لا رابط مطابق</translation>
    </message>
    <message>
        <source>Nothing matches the search and the filters.</source>
        <translation>لا شيء يطابق البحث وعوامل التصفية.</translation>
    </message>
    <message>
        <source>Show all links</source>
        <translation>عرض كل الروابط</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>إظهار المجلد</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>لا روابط</numerusform>
            <numerusform>رابط واحد</numerusform>
            <numerusform>رابطان</numerusform>
            <numerusform>%n روابط</numerusform>
            <numerusform>%n رابطًا</numerusform>
            <numerusform>%n رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>Payment links</source>
        <translation>روابط الدفع</translation>
    </message>
    <message>
        <source>A backup was restored: nobody knows whether it was sent since</source>
        <translation>استُعيدت نسخة احتياطية: لا يُعرف هل أُرسل بعدها</translation>
    </message>
    <message>
        <source>Workbook with totals (*.xlsx)</source>
        <translation>مصنّف جداول مع المجاميع (*.xlsx)</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} من {all}</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) selected</source>
        <translation>
            <numerusform>لم يُحدَّد رابط</numerusform>
            <numerusform>رابط واحد محدَّد</numerusform>
            <numerusform>رابطان محدَّدان</numerusform>
            <numerusform>%n روابط محدَّدة</numerusform>
            <numerusform>%n رابطًا محدَّدًا</numerusform>
            <numerusform>%n رابط محدَّد</numerusform>
        </translation>
    </message>
    <message>
        <source>Selecting all links…</source>
        <translation>جارٍ تحديد كل الروابط…</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>جارٍ العدّ…</translation>
    </message>
    <message>
        <source>Table for Excel, in words and local times (*.csv)</source>
        <translation>جدول لـ Excel بالكلمات والتوقيت المحلي (*.csv)</translation>
    </message>
    <message>
        <source>The notice differs from this link</source>
        <translation>إشعار الدفع لا يطابق هذا الرابط</translation>
    </message>
    <message>
        <source>Notice: {verdict}</source>
        <translation>إشعار دفع: {verdict}</translation>
    </message>
    <message>
        <source>A notice of this link has to be reviewed first</source>
        <translation>يجب أولًا مراجعة إشعار دفع لهذا الرابط</translation>
    </message>
    <message>
        <source>The ledger is being made ready for this version: {percent} %</source>
        <translation>يجري تجهيز دفتر الروابط لهذا الإصدار: {percent} %</translation>
    </message>
    <message>
        <source>This happens once, and a backup is kept before. Closing the window stops it, and loses nothing.</source>
        <translation>يحدث هذا مرة واحدة، وتُحفظ نسخة احتياطية قبله. إغلاق النافذة يوقفه دون أن يضيع شيء.</translation>
    </message>
    <message>
        <source>The reminder is noted.</source>
        <translation>سُجّل التذكير.</translation>
    </message>
    <message>
        <source>To be reminded</source>
        <translation>للتذكير</translation>
    </message>
    <message>
        <source>Remind the customer…</source>
        <translation>تذكير الزبون…</translation>
    </message>
    <message>
        <source>Reminded with a copied message</source>
        <translation>ذُكّر برسالة منسوخة</translation>
    </message>
    <message>
        <source>Reminded on {when}</source>
        <translation>ذُكّر في {when}</translation>
    </message>
    <message>
        <source>Reminded by WhatsApp</source>
        <translation>ذُكّر عبر واتساب</translation>
    </message>
    <message>
        <source>Reminded by Telegram</source>
        <translation>ذُكّر عبر تلغرام</translation>
    </message>
    <message>
        <source>Reminded by email</source>
        <translation>ذُكّر بالبريد الإلكتروني</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>KazaDesk</source>
        <translation>KazaDesk</translation>
    </message>
    <message numerus="yes">
        <source>The second place has had no backup for %n day(s): {path}</source>
        <translation>
            <numerusform>لا نسخة احتياطية في المكان الثاني: {path}</numerusform>
            <numerusform>لم تصل نسخة احتياطية إلى المكان الثاني منذ يوم واحد: {path}</numerusform>
            <numerusform>لم تصل نسخة احتياطية إلى المكان الثاني منذ يومين: {path}</numerusform>
            <numerusform>لم تصل نسخة احتياطية إلى المكان الثاني منذ %n أيام: {path}</numerusform>
            <numerusform>لم تصل نسخة احتياطية إلى المكان الثاني منذ %n يومًا: {path}</numerusform>
            <numerusform>لم تصل نسخة احتياطية إلى المكان الثاني منذ %n يوم: {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>Practice mode: nothing is real</source>
        <translation>وضع التدريب: لا شيء حقيقي</translation>
    </message>
    <message>
        <source>Live: from now on links are real money</source>
        <translation>الوضع الفعلي: الروابط من الآن بمال حقيقي</translation>
    </message>
    <message>
        <source>Something unforeseen happened. The details are in the log.</source>
        <translation>حدث أمر غير متوقع. التفاصيل في سجل الأحداث.</translation>
    </message>
    <message>
        <source>The question is copied: paste it into a message to Kazawallet.</source>
        <translation>نُسخ السؤال: الصقه في رسالة إلى دعم Kazawallet.</translation>
    </message>
    <message>
        <source>KazaDesk – practice mode</source>
        <translation>وضع التدريب – KazaDesk</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>الروابط</translation>
    </message>
    <message>
        <source>Nothing waits for your answer.</source>
        <translation>لا شيء ينتظر جوابك.</translation>
    </message>
    <message>
        <source>Today&apos;s backup could not be made. {why}</source>
        <translation>تعذّر إنشاء نسخة اليوم الاحتياطية. {why}</translation>
    </message>
    <message>
        <source>Verify a notice</source>
        <translation>التحقّق من إشعار دفع</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Same as the window</source>
        <translation>حسب لغة النافذة</translation>
    </message>
    <message>
        <source>Restore our words</source>
        <translation>استعادة النص الأصلي</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>المتجر</translation>
    </message>
    <message>
        <source>Insert:</source>
        <translation>إدراج:</translation>
    </message>
    <message>
        <source>Language of your customers</source>
        <translation>لغة زبائنك</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>الرسالة</translation>
    </message>
    <message>
        <source>What the customer reads</source>
        <translation>ما يقرؤه الزبون</translation>
    </message>
    <message>
        <source>The URL is missing: without it nobody can pay.</source>
        <translation>الرابط غير موجود في الرسالة، ولا أحد يستطيع الدفع من دونه.</translation>
    </message>
    <message>
        <source>Insert: {what}</source>
        <translation>إدراج: {what}</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Something touches {url}: a chat takes it for a part of the address. Add a blank.</source>
        <translation>هناك ما يلاصق {url}: برامج المحادثة تعدّه جزءًا من العنوان. أضف فراغًا.</translation>
    </message>
    <message>
        <source>With a new link</source>
        <translation>مع رابط جديد</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>تذكير</translation>
    </message>
    <message>
        <source>Which message</source>
        <translation>أي رسالة</translation>
    </message>
</context>
<context>
    <name>NewestLink</name>
    <message>
        <source>Show the QR code large</source>
        <translation>عرض رمز QR كبيرًا</translation>
    </message>
    <message>
        <source>The link you create appears here with its QR code, ready to copy and share.</source>
        <translation>يظهر هنا الرابط الذي تنشئه مع رمز QR، جاهزًا للنسخ والمشاركة.</translation>
    </message>
    <message>
        <source>Asking Kazawallet for the URL…</source>
        <translation>جارٍ طلب الرابط من Kazawallet…</translation>
    </message>
    <message>
        <source>Newest link</source>
        <translation>أحدث رابط</translation>
    </message>
    <message>
        <source>URL of the newest link</source>
        <translation>عنوان أحدث رابط</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>مشاركة</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>تم النسخ</translation>
    </message>
    <message>
        <source>QR code of the newest link</source>
        <translation>رمز QR لأحدث رابط</translation>
    </message>
    <message>
        <source>Asking Kazawallet for the URL. It is copied when it is there.</source>
        <translation>جارٍ طلب الرابط من Kazawallet. سيُنسخ فور وصوله.</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation>إظهار في القائمة</translation>
    </message>
    <message>
        <source>The link is there: {amount}, reference {reference}</source>
        <translation>الرابط جاهز: {amount}، المرجع {reference}</translation>
    </message>
    <message>
        <source>The link was made, but could not be kept. Copy its URL before you close KazaDesk. {why}</source>
        <translation>أُنشئ الرابط، لكن تعذّر حفظه. انسخ عنوانه قبل إغلاق KazaDesk. {why}</translation>
    </message>
    <message>
        <source>Newest link made here</source>
        <translation>أحدث رابط أُنشئ هنا</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) so far.</source>
        <translation>
            <numerusform>منذ لحظة.</numerusform>
            <numerusform>منذ ثانية واحدة.</numerusform>
            <numerusform>منذ ثانيتين.</numerusform>
            <numerusform>منذ %n ثوانٍ.</numerusform>
            <numerusform>منذ %n ثانية.</numerusform>
            <numerusform>منذ %n ثانية.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
</context>
<context>
    <name>Notify</name>
    <message>
        <source>Show the link</source>
        <translation>عرض الرابط</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) paid</source>
        <translation>
            <numerusform>لم يُدفع أي رابط</numerusform>
            <numerusform>دُفع رابط واحد</numerusform>
            <numerusform>دُفع رابطان</numerusform>
            <numerusform>دُفعت %n روابط</numerusform>
            <numerusform>دُفع %n رابطًا</numerusform>
            <numerusform>دُفع %n رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>Practice mode: no real money</source>
        <translation>وضع التدريب: لا مال حقيقي</translation>
    </message>
    <message>
        <source>Paid: {amount}</source>
        <translation>مدفوع: {amount}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ولا شيء غيرها</numerusform>
            <numerusform>وواحد آخر</numerusform>
            <numerusform>واثنان آخران</numerusform>
            <numerusform>و%n أخرى</numerusform>
            <numerusform>و%n آخر</numerusform>
            <numerusform>و%n آخر</numerusform>
        </translation>
    </message>
    <message>
        <source>Reference: {reference}</source>
        <translation>المرجع: {reference}</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>No browser was found. The page&apos;s address is copied instead.</source>
        <translation>لم نجد متصفحًا، فنُسخ عنوان الصفحة بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>Practice mode</source>
        <translation>وضع التدريب</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>دفع</translation>
    </message>
    <message>
        <source>Let it expire</source>
        <translation>إنهاء المهلة</translation>
    </message>
    <message>
        <source>Open the pay page</source>
        <translation>فتح صفحة الدفع</translation>
    </message>
    <message>
        <source>No real money. Play the customer:</source>
        <translation>لا مال حقيقي هنا. مثّل دور الزبون:</translation>
    </message>
    <message>
        <source>No real money. Create a link, then pay it from here.</source>
        <translation>لا مال حقيقي هنا. أنشئ رابطًا ثم ادفعه من هنا.</translation>
    </message>
    <message>
        <source>The notice is on the clipboard: press “Paste” under “Verify a notice”, as with a real one.</source>
        <translation>إشعار الدفع في الحافظة: اضغط «لصق» تحت «التحقّق من إشعار دفع» كما تفعل مع إشعار حقيقي.</translation>
    </message>
    <message>
        <source>a sample</source>
        <translation>عيّنة للتجربة</translation>
    </message>
    <message numerus="yes">
        <source>%n sample link(s) of the last 30 days are here</source>
        <translation>
            <numerusform>لا روابط تجريبية</numerusform>
            <numerusform>أضيف رابط تجريبي واحد لآخر 30 يومًا</numerusform>
            <numerusform>أضيف رابطان تجريبيان لآخر 30 يومًا</numerusform>
            <numerusform>أضيفت %n روابط تجريبية لآخر 30 يومًا</numerusform>
            <numerusform>أضيف %n رابطًا تجريبيًا لآخر 30 يومًا</numerusform>
            <numerusform>أضيف %n رابط تجريبي لآخر 30 يومًا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample link(s) are erased</source>
        <translation>
            <numerusform>لم يُحذف أي رابط تجريبي</numerusform>
            <numerusform>حُذف رابط تجريبي واحد</numerusform>
            <numerusform>حُذف رابطان تجريبيان</numerusform>
            <numerusform>حُذفت %n روابط تجريبية</numerusform>
            <numerusform>حُذف %n رابطًا تجريبيًا</numerusform>
            <numerusform>حُذف %n رابط تجريبي</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no sample takings</source>
        <translation>لا مقبوضات تجريبية هنا</translation>
    </message>
    <message>
        <source>For the chosen link; the notice is put on the clipboard</source>
        <translation>للرابط المحدد؛ يوضع إشعار الدفع في الحافظة</translation>
    </message>
    <message>
        <source>Send the notice again</source>
        <translation>إعادة إرسال الإشعار</translation>
    </message>
    <message>
        <source>Send a forged notice</source>
        <translation>إرسال إشعار مزوّر</translation>
    </message>
    <message>
        <source>The notice is on the clipboard, and arrives by itself through the mailbox.</source>
        <translation>الإشعار في الحافظة، ويصل أيضًا تلقائيًا عبر صندوق الإشعارات.</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>Price list</source>
        <translation>قائمة الأسعار</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>نقل إلى أعلى</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>نقل إلى أسفل</translation>
    </message>
    <message>
        <source>Delete the item</source>
        <translation>حذف الصنف</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>New item</source>
        <translation>صنف جديد</translation>
    </message>
    <message>
        <source>Paste from a spreadsheet</source>
        <translation>لصق من جدول</translation>
    </message>
    <message>
        <source>Copied columns: name, amount, and where wanted the currency</source>
        <translation>الأعمدة المنسوخة: الاسم والمبلغ، والعملة إن أردت</translation>
    </message>
    <message>
        <source>References begin with the names of the items</source>
        <translation>المراجع تبدأ بأسماء الأصناف</translation>
    </message>
    <message>
        <source>Each item becomes a button in the form. Kept on this computer.</source>
        <translation>يصبح كل صنف زرًا في النموذج. تُحفظ القائمة على هذا الجهاز.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Row {row}: {why} Nothing was taken over.</source>
        <translation>السطر {row}: {why} لم يُؤخذ شيء.</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>الصنف</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>العملة</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تغيير</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>حُذف {name}.</translation>
    </message>
    <message>
        <source>Copy the rows in the spreadsheet first: name, amount.</source>
        <translation>انسخ الأسطر في الجدول أولًا: الاسم والمبلغ.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) taken over.</source>
        <translation>
            <numerusform>لم يُؤخذ أي صنف.</numerusform>
            <numerusform>أُخذ صنف واحد.</numerusform>
            <numerusform>أُخذ صنفان.</numerusform>
            <numerusform>أُخذت %n أصناف.</numerusform>
            <numerusform>أُخذ %n صنفًا.</numerusform>
            <numerusform>أُخذ %n صنف.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>ال&amp;مكان:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>ن&amp;وع الملفات:</translation>
    </message>
</context>
<context>
    <name>Qr</name>
    <message>
        <source>PNG image (*.png)</source>
        <translation>صورة PNG ⁦(*.png)</translation>
    </message>
    <message>
        <source>SVG drawing, for print at any size (*.svg)</source>
        <translation>رسم SVG للطباعة بأي حجم ⁦(*.svg)</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>رمز QR</translation>
    </message>
    <message>
        <source>URL of the payment link</source>
        <translation>عنوان رابط الدفع</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>نسخ الصورة</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>حفظ…</translation>
    </message>
    <message>
        <source>Show to customer</source>
        <translation>عرض للزبون</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>URL copied</source>
        <translation>نُسخ الرابط</translation>
    </message>
    <message>
        <source>Image copied</source>
        <translation>نُسخت الصورة</translation>
    </message>
    <message>
        <source>Save the QR code</source>
        <translation>حفظ رمز QR</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>حُفظ باسم {name}</translation>
    </message>
    <message>
        <source>QR code of the payment link</source>
        <translation>رمز QR لرابط الدفع</translation>
    </message>
    <message>
        <source>The clipboard did not take the image. Save it instead.</source>
        <translation>لم تقبل الحافظة الصورة. احفظها بدلًا من ذلك.</translation>
    </message>
</context>
<context>
    <name>Receive</name>
    <message>
        <source>Not authentic or unreadable</source>
        <translation>ليست أصلية أو غير مقروءة</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>تعذّرت قراءة القائمة.</translation>
    </message>
    <message>
        <source>Nothing has arrived yet.</source>
        <translation>لم يصل شيء بعد.</translation>
    </message>
    <message>
        <source>new</source>
        <translation>جديد</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>لا اتصال</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>غير مُعَدّ</translation>
    </message>
    <message>
        <source>The mailbox does not know what came last: it was restored or replaced. Look whether a payment is missing.</source>
        <translation>لا يعرف صندوق الإشعارات آخر ما وصل: استُعيد من نسخة أو استُبدل. تأكد من عدم نقص أي دفعة.</translation>
    </message>
    <message>
        <source>A secret: enter it at Kazawallet as the webhook URL, and nowhere else.</source>
        <translation>عنوان سري: أدخله لدى Kazawallet عنوانًا لإشعارات الدفع، ولا تدخله في أي مكان آخر.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Read key</source>
        <translation>مفتاح القراءة</translation>
    </message>
    <message>
        <source>On my web hosting…</source>
        <translation>على استضافة موقعي…</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Check and keep</source>
        <translation>فحص وحفظ</translation>
    </message>
    <message>
        <source>Stop receiving</source>
        <translation>إيقاف الاستقبال</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>جارٍ الفحص…</translation>
    </message>
    <message>
        <source>Copied. Enter it at Kazawallet as the webhook URL.</source>
        <translation>نُسخ. أدخله لدى Kazawallet عنوانًا لإشعارات الدفع.</translation>
    </message>
    <message>
        <source>Save the mailbox for your web hosting</source>
        <translation>حفظ صندوق الإشعارات لاستضافة موقعك</translation>
    </message>
    <message>
        <source>PHP file (*.php)</source>
        <translation>ملف PHP ‏(*.php)</translation>
    </message>
    <message>
        <source>Press “Check and keep”.</source>
        <translation>اضغط «فحص وحفظ».</translation>
    </message>
    <message>
        <source>The mailbox runs on this computer while KazaDesk is open: leave both on.</source>
        <translation>يعمل صندوق الإشعارات على هذا الحاسوب ما دام KazaDesk مفتوحًا: اترك الاثنين يعملان.</translation>
    </message>
    <message>
        <source>The mailbox runs on this computer.</source>
        <translation>يعمل صندوق الإشعارات على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Pull address</source>
        <translation>عنوان السحب</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring did not take it: kept until KazaDesk closes.</source>
        <translation>لم تقبله حافظة المفاتيح على هذا الحاسوب: يبقى إلى أن يُغلق KazaDesk.</translation>
    </message>
    <message>
        <source>Upload {file} to your web hosting, beside your site&apos;s own files.</source>
        <translation>ارفع {file} إلى استضافة موقعك، بجانب ملفات الموقع.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>حُفظ الملف: {path}</translation>
    </message>
    <message>
        <source>Let a tunnel forward a public https address to {address}</source>
        <translation>اجعل نفقًا يوجّه عنوان https عامًّا إلى {address}</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>الوارد</translation>
    </message>
    <message>
        <source>What came by itself through the mailbox</source>
        <translation>ما وصل تلقائيًا عبر صندوق الإشعارات</translation>
    </message>
    <message>
        <source>Arrived: {number} new</source>
        <translation>الوارد: {number} جديد</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>الاستقبال يعمل</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message>
        <source>Receiving, last reached: {when}</source>
        <translation>الاستقبال يعمل، آخر اتصال: {when}</translation>
    </message>
    <message>
        <source>Not reached since {time}</source>
        <translation>لا اتصال منذ {time}</translation>
    </message>
    <message>
        <source>Without an answer</source>
        <translation>بلا جواب</translation>
    </message>
    <message>
        <source>Link {reference} asks {amount}.</source>
        <translation>الرابط {reference} يطلب {amount}.</translation>
    </message>
    <message>
        <source>Payouts and fees cannot be seen from here.</source>
        <translation>السحوبات والرسوم لا تظهر هنا.</translation>
    </message>
    <message>
        <source>Look in the mailbox once more</source>
        <translation>النظر في صندوق الإشعارات من جديد</translation>
    </message>
    <message>
        <source>Show the link</source>
        <translation>عرض الرابط</translation>
    </message>
    <message>
        <source>Mark by hand…</source>
        <translation>تعليم يدوي…</translation>
    </message>
    <message>
        <source>Copy an enquiry in Arabic</source>
        <translation>نسخ استفسار بالعربية</translation>
    </message>
    <message>
        <source>Copy an enquiry in English</source>
        <translation>نسخ استفسار بالإنكليزية</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>{currency} rose by {rose} since {when}; confirmed links explain {explained}.</source>
        <translation>زاد رصيد {currency} بمقدار {rose} منذ: {when}؛ والروابط المؤكدة تفسّر منه {explained}.</translation>
    </message>
    <message>
        <source>Copied. Send it to Kazawallet&apos;s support.</source>
        <translation>نُسخ. أرسله إلى دعم Kazawallet.</translation>
    </message>
    <message>
        <source>There is nothing more in the mailbox.</source>
        <translation>لا شيء آخر في صندوق الإشعارات.</translation>
    </message>
    <message>
        <source>Without an answer: {number}</source>
        <translation>بلا جواب: {number}</translation>
    </message>
    <message>
        <source>Which notices to show</source>
        <translation>إشعارات الدفع المعروضة</translation>
    </message>
    <message>
        <source>Genuine notices</source>
        <translation>الإشعارات الأصلية</translation>
    </message>
    <message>
        <source>Notices that arrived</source>
        <translation>إشعارات الدفع الواصلة</translation>
    </message>
    <message>
        <source>Receive payment notices (webhooks)</source>
        <translation>استقبال إشعارات الدفع</translation>
    </message>
    <message>
        <source>The way through the notice address: {why}</source>
        <translation>الطريق عبر عنوان إشعارات الدفع: {why}</translation>
    </message>
    <message>
        <source>It works: a probe came back after {seconds} s. Notices arrive by themselves now.</source>
        <translation>كل شيء يعمل: عاد إشعار الفحص بعد {seconds} ثانية. تصل إشعارات الدفع الآن تلقائيًا.</translation>
    </message>
    <message>
        <source>Notice address (webhook)</source>
        <translation>عنوان إشعارات الدفع</translation>
    </message>
    <message>
        <source>Copy the notice address</source>
        <translation>نسخ عنوان إشعارات الدفع</translation>
    </message>
    <message>
        <source>Kazawallet sends each notice once, to one address for the account. A mailbox that is always on keeps it until KazaDesk pulls it. Two ways need no server of your own: one PHP file on your web hosting, or this computer behind a tunnel. A shop on the same account has the same one address: whichever receives the notices sees those of your links too.</source>
        <translation>ترسل Kazawallet كل إشعار دفع مرة واحدة، إلى عنوان واحد للحساب. صندوق إشعارات يعمل دائمًا يحفظه إلى أن يسحبه KazaDesk. هناك طريقتان لا تحتاجان إلى خادم خاص بك: ملف PHP واحد على استضافة موقعك، أو هذا الحاسوب خلف نفق. المتجر الذي يعمل على الحساب نفسه يشاركك هذا العنوان الواحد: من يستقبل الإشعارات يرى إشعارات روابطك أيضًا.</translation>
    </message>
    <message>
        <source>The read key fits. Give the notice address too, to check the whole way.</source>
        <translation>مفتاح القراءة صحيح. أدخل عنوان إشعارات الدفع أيضًا لفحص الطريق كله.</translation>
    </message>
    <message>
        <source>Type its address below as the pull address; the notice address follows by itself.</source>
        <translation>اكتب عنوانه أدناه في عنوان السحب، فيُكتب عنوان إشعارات الدفع تلقائيًا.</translation>
    </message>
    <message>
        <source>Copy the notice address and enter it at Kazawallet, or send it to their support.</source>
        <translation>انسخ عنوان إشعارات الدفع وأدخله لدى Kazawallet، أو أرسله إلى الدعم لديهم.</translation>
    </message>
    <message>
        <source>Press “Check and keep”, then enter the notice address at Kazawallet.</source>
        <translation>اضغط «فحص وحفظ»، ثم أدخل عنوان إشعارات الدفع لدى Kazawallet.</translation>
    </message>
    <message>
        <source>In practice mode the stand-in for Kazawallet posts to a mailbox on this computer: press Pay, and the notice arrives by itself. In live mode this page connects a mailbox of your own.</source>
        <translation>في وضع التدريب يرسل بديل Kazawallet إشعاراته إلى صندوق إشعارات على هذا الحاسوب: اضغط «دفع» فيصل الإشعار تلقائيًا. في الوضع الفعلي يُوصَل من هذه الصفحة صندوق إشعارات خاص بك.</translation>
    </message>
    <message>
        <source>No notice has arrived yet. If none comes after a payment: check the address at Kazawallet letter by letter, ask Kazawallet&apos;s support whether it is set for this account, and paste the notice by hand meanwhile.</source>
        <translation>لم يصل أي إشعار دفع بعد. إن لم يصل شيء بعد دفعة: راجع العنوان لدى Kazawallet حرفًا حرفًا، واسأل دعم Kazawallet هل ضُبط لهذا الحساب، والصق الإشعار يدويًا في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Not set up: notices are pasted by hand.</source>
        <translation>غير مُعَدّ: تُلصق إشعارات الدفع يدويًا.</translation>
    </message>
    <message>
        <source>Connected: notices arrive by themselves.</source>
        <translation>متصل: تصل إشعارات الدفع تلقائيًا.</translation>
    </message>
    <message>
        <source>In the notice address below, put the tunnel&apos;s address in the place of {address}</source>
        <translation>في عنوان إشعارات الدفع أدناه، ضع عنوان النفق مكان {address}</translation>
    </message>
    <message>
        <source>The last genuine notice arrived: {when}</source>
        <translation>وصل آخر إشعار دفع أصلي: {when}</translation>
    </message>
    <message>
        <source>Kazawallet sends a notice for each payment and each time-out. These links are old and have had none: it was probably lost.</source>
        <translation>ترسل Kazawallet إشعارًا عند كل دفع وعند انتهاء كل مهلة. هذه روابط قديمة لم يصل عنها شيء: الأرجح أن إشعارها ضاع.</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) more were in the mailbox.</source>
        <translation>
            <numerusform>لا إشعارات أخرى</numerusform>
            <numerusform>كان فيه إشعار واحد آخر.</numerusform>
            <numerusform>كان فيه إشعاران آخران.</numerusform>
            <numerusform>كانت فيه %n إشعارات أخرى.</numerusform>
            <numerusform>كان فيه %n إشعارًا آخر.</numerusform>
            <numerusform>كان فيه %n إشعار آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paste a notice</source>
        <translation>لصق إشعار دفع</translation>
    </message>
    <message>
        <source>Every link that is old enough has had its notice.</source>
        <translation>كل رابط مضى عليه وقت كافٍ وصل إشعاره.</translation>
    </message>
</context>
<context>
    <name>Selftest</name>
    <message>
        <source>data folder</source>
        <translation>مجلد البيانات</translation>
    </message>
    <message>
        <source>online:</source>
        <translation>الاتصال بـ Kazawallet:</translation>
    </message>
    <message>
        <source>MISSING</source>
        <translation>ناقص</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>Everything needed is there.</source>
        <translation>كل ما يلزم موجود.</translation>
    </message>
    <message>
        <source>Something needed is missing: see above.</source>
        <translation>ينقص شيء لازم: انظر أعلاه.</translation>
    </message>
    <message>
        <source>credentials</source>
        <translation>المفتاحان</translation>
    </message>
    <message>
        <source>ledger of practice mode</source>
        <translation>دفتر روابط وضع التدريب</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>دفتر الروابط</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>حافظة المفاتيح</translation>
    </message>
    <message>
        <source>Keys are then kept until KazaDesk closes.</source>
        <translation>تبقى المفاتيح عندئذ حتى إغلاق KazaDesk.</translation>
    </message>
    <message>
        <source>no wallets</source>
        <translation>لا محافظ</translation>
    </message>
    <message>
        <source>window</source>
        <translation>النافذة</translation>
    </message>
    <message>
        <source>opens, write-ahead log, full synchronisation</source>
        <translation>يُفتح، بسجل كتابة مسبق ومزامنة كاملة</translation>
    </message>
    <message>
        <source>the system&apos;s certificates, {version}</source>
        <translation>شهادات النظام، {version}</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>موجود</translation>
    </message>
    <message>
        <source>version not known</source>
        <translation>الإصدار غير معروف</translation>
    </message>
    <message>
        <source>PostgreSQL driver</source>
        <translation>برنامج تشغيل PostgreSQL</translation>
    </message>
    <message>
        <source>shared ledger</source>
        <translation>دفتر الروابط المشترك</translation>
    </message>
    <message>
        <source>not encrypted, on this computer</source>
        <translation>بلا تعمية، على هذا الحاسوب</translation>
    </message>
    <message>
        <source>{server}, {safe}, {count} links</source>
        <translation>{server}، {safe}، عدد الروابط: {count}</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>اتصال معمّى</translation>
    </message>
    <message>
        <source>searches read every link: ask the server&apos;s administrator for it</source>
        <translation>البحث يقرأ كل رابط: اطلبها من مدير الخادم</translation>
    </message>
    <message>
        <source>searches of many links are quick</source>
        <translation>البحث في روابط كثيرة سريع</translation>
    </message>
    <message>
        <source>{error}: no ledger can be shared</source>
        <translation>لا يمكن مشاركة دفتر الروابط: {error}</translation>
    </message>
    <message>
        <source>plug-in found</source>
        <translation>الملحق موجود</translation>
    </message>
    <message>
        <source>plug-in missing</source>
        <translation>الملحق ناقص</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>الملف ناقص: {name}</translation>
    </message>
    <message>
        <source>Qt platform</source>
        <translation>منصة Qt</translation>
    </message>
    <message>
        <source>Qt style</source>
        <translation>نمط Qt</translation>
    </message>
    <message>
        <source>SVG icons</source>
        <translation>أيقونات SVG</translation>
    </message>
    <message>
        <source>local sockets</source>
        <translation>المقابس المحلية</translation>
    </message>
    <message>
        <source>Arabic words</source>
        <translation>الكلمات العربية</translation>
    </message>
    <message>
        <source>a library is missing ({error})</source>
        <translation>مكتبة ناقصة ({error})</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>It is unlocked: send again</source>
        <translation>فُتح الحساب: إعادة الإرسال</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) were not sent. Send them now?</source>
        <translation>
            <numerusform>لا روابط لم تُرسل.</numerusform>
            <numerusform>رابط واحد لم يُرسل. هل ترسله الآن؟</numerusform>
            <numerusform>رابطان لم يُرسلا. هل ترسلهما الآن؟</numerusform>
            <numerusform>%n روابط لم تُرسل. هل ترسلها الآن؟</numerusform>
            <numerusform>%n رابطًا لم يُرسل. هل ترسلها الآن؟</numerusform>
            <numerusform>%n رابط لم يُرسل. هل ترسلها الآن؟</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: the links stay unsent.</source>
        <translation>توقّف: تبقى الروابط غير مرسلة.</translation>
    </message>
    <message>
        <source>{why} KazaDesk sends nothing until you say so.</source>
        <translation>{why} لن يرسل KazaDesk شيئًا حتى تطلب ذلك.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>إرسال الآن</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) wait to be sent.</source>
        <translation>
            <numerusform>لا روابط بانتظار الإرسال.</numerusform>
            <numerusform>رابط واحد بانتظار الإرسال.</numerusform>
            <numerusform>رابطان بانتظار الإرسال.</numerusform>
            <numerusform>%n روابط بانتظار الإرسال.</numerusform>
            <numerusform>%n رابطًا بانتظار الإرسال.</numerusform>
            <numerusform>%n رابط بانتظار الإرسال.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>المحاولة التالية الآن.</numerusform>
            <numerusform>المحاولة التالية بعد ثانية واحدة.</numerusform>
            <numerusform>المحاولة التالية بعد ثانيتين.</numerusform>
            <numerusform>المحاولة التالية بعد %n ثوانٍ.</numerusform>
            <numerusform>المحاولة التالية بعد %n ثانية.</numerusform>
            <numerusform>المحاولة التالية بعد %n ثانية.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>المحاولة الآن</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>إيقاف المحاولة</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Same as the system</source>
        <translation>حسب النظام</translation>
    </message>
    <message>
        <source>Applies right away.</source>
        <translation>يسري فورًا.</translation>
    </message>
    <message>
        <source>Customers see it beside the QR code and in your messages.</source>
        <translation>يراه الزبائن مع رمز QR وفي رسائلك.</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>حذف…</translation>
    </message>
    <message>
        <source>Name of the account</source>
        <translation>اسم الحساب</translation>
    </message>
    <message>
        <source>Currency of new links</source>
        <translation>عملة الروابط الجديدة</translation>
    </message>
    <message>
        <source>Redirect URL of new links</source>
        <translation>رابط العودة للروابط الجديدة</translation>
    </message>
    <message>
        <source>Amounts, dates and times; references and addresses stay as they are.</source>
        <translation>المبالغ والتواريخ والأوقات؛ أما المراجع والعناوين فتبقى كما هي.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>الأقسام</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>النافذة</translation>
    </message>
    <message>
        <source>Notify me when a link is paid</source>
        <translation>إشعار على سطح المكتب عند دفع رابط</translation>
    </message>
    <message>
        <source>While you look at another program: amount, currency and reference, nothing else</source>
        <translation>حين تكون في برنامج آخر: المبلغ والعملة والمرجع، ولا شيء غير ذلك</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>الحسابات</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>اختياري</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>إضافة حساب…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Language default</source>
        <translation>حسب اللغة</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>الأرقام</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>اسم المتجر</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>دفتر الروابط</translation>
    </message>
    <message>
        <source>API key and secret…</source>
        <translation>مفتاح API والمفتاح السري…</translation>
    </message>
    <message>
        <source>What Kazawallet&apos;s own look like is published nowhere: a shop should take them all.</source>
        <translation>شكل إشعارات Kazawallet نفسها غير منشور: على المتجر أن يقبلها كلها.</translation>
    </message>
    <message>
        <source>“id” and “order_id”</source>
        <translation>الاسمان «id» و«order_id»</translation>
    </message>
    <message>
        <source>“id” alone</source>
        <translation>الاسم «id» وحده</translation>
    </message>
    <message>
        <source>“order_id” alone</source>
        <translation>الاسم «order_id» وحده</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>بصيغة JSON</translation>
    </message>
    <message>
        <source>JSON, without a Content-Type</source>
        <translation>بصيغة JSON بلا Content-Type</translation>
    </message>
    <message>
        <source>A form</source>
        <translation>نموذج (form)</translation>
    </message>
    <message>
        <source>A form, without a Content-Type</source>
        <translation>نموذج (form) بلا Content-Type</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>إشعارات الدفع</translation>
    </message>
    <message>
        <source>The link&apos;s id in practice notices</source>
        <translation>معرّف الرابط في إشعارات التدريب</translation>
    </message>
    <message>
        <source>Practice notices are sent as</source>
        <translation>صيغة إشعارات التدريب</translation>
    </message>
    <message>
        <source>For customers&apos; numbers that are typed without one</source>
        <translation>لأرقام الزبائن التي تُكتب من دونه</translation>
    </message>
    <message>
        <source>Country code of phones</source>
        <translation>رمز الدولة للهواتف</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>WhatsApp</source>
        <translation>واتساب</translation>
    </message>
    <message>
        <source>Telegram</source>
        <translation>تلغرام</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>نسخ الرسالة</translation>
    </message>
    <message>
        <source>Message copied</source>
        <translation>نُسخت الرسالة</translation>
    </message>
    <message>
        <source>Payment link {reference}</source>
        <translation>رابط الدفع {reference}</translation>
    </message>
    <message>
        <source>No program for this was found. The message is copied instead.</source>
        <translation>لم نجد برنامجًا لهذا، فنُسخت الرسالة بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>WhatsApp: {whom}</source>
        <translation>واتساب: {whom}</translation>
    </message>
</context>
<context>
    <name>ShopName</name>
    <message>
        <source>Customers see it beside the QR code, on slips and in your messages.</source>
        <translation>يراه الزبائن إلى جانب رمز QR وعلى القسائم وفي رسائلك.</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>اسم المتجر</translation>
    </message>
    <message>
        <source>What is your shop called?</source>
        <translation>ما اسم متجرك؟</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>لاحقًا</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Create</source>
        <translation>الإنشاء</translation>
    </message>
    <message>
        <source>List</source>
        <translation>القائمة</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>التحقّق</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>رمز QR</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Type the amount of a new link</source>
        <translation>كتابة مبلغ رابط جديد</translation>
    </message>
    <message>
        <source>Create the link</source>
        <translation>إنشاء الرابط</translation>
    </message>
    <message>
        <source>Copy the newest link&apos;s URL</source>
        <translation>نسخ أحدث رابط</translation>
    </message>
    <message>
        <source>Show the newest link&apos;s QR code</source>
        <translation>عرض رمز QR لأحدث رابط</translation>
    </message>
    <message>
        <source>Show the newest or chosen link to the customer</source>
        <translation>عرض أحدث رابط أو الرابط المحدد على الزبون</translation>
    </message>
    <message>
        <source>Share the newest link</source>
        <translation>مشاركة أحدث رابط</translation>
    </message>
    <message>
        <source>Search the links</source>
        <translation>البحث في الروابط</translation>
    </message>
    <message>
        <source>Filter the links by state</source>
        <translation>تصفية الروابط حسب الحالة</translation>
    </message>
    <message>
        <source>Drop search and filters</source>
        <translation>إلغاء البحث والتصفية</translation>
    </message>
    <message>
        <source>Go to the links</source>
        <translation>الانتقال إلى قائمة الروابط</translation>
    </message>
    <message>
        <source>Copy the chosen link&apos;s URL</source>
        <translation>نسخ الرابط المحدد</translation>
    </message>
    <message>
        <source>Show everything about the chosen link</source>
        <translation>عرض كل شيء عن الرابط المحدد</translation>
    </message>
    <message>
        <source>What else can be done with it</source>
        <translation>ما يمكن فعله به أيضًا</translation>
    </message>
    <message>
        <source>Select all links that match</source>
        <translation>تحديد كل الروابط المطابقة</translation>
    </message>
    <message>
        <source>Archive the chosen links, or restore them</source>
        <translation>أرشفة الروابط المحددة أو استعادتها</translation>
    </message>
    <message>
        <source>Undo the archiving</source>
        <translation>التراجع عن الأرشفة</translation>
    </message>
    <message>
        <source>Export the links as a table</source>
        <translation>تصدير الروابط جدولًا</translation>
    </message>
    <message>
        <source>Show the code to the customer, full screen</source>
        <translation>عرض الرمز للزبون على كامل الشاشة</translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation>حفظ الرمز</translation>
    </message>
    <message>
        <source>Print a slip with the code</source>
        <translation>طباعة قسيمة بالرمز</translation>
    </message>
    <message>
        <source>Go to what waits for an answer</source>
        <translation>إلى ما ينتظر جوابًا</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>This overview</source>
        <translation>هذه القائمة</translation>
    </message>
    <message>
        <source>Pay the chosen link in practice mode</source>
        <translation>دفع الرابط المحدد في وضع التدريب</translation>
    </message>
    <message>
        <source>Create many links from one file</source>
        <translation>إنشاء روابط كثيرة من ملف واحد</translation>
    </message>
    <message>
        <source>Takings and chart</source>
        <translation>المقبوضات ورسمها البياني</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>إقفال اليوم</translation>
    </message>
    <message>
        <source>Go to the verdict; again: through its fields</source>
        <translation>إلى الحكم، ومرة أخرى: بين حقوله</translation>
    </message>
    <message>
        <source>Go to the notice field</source>
        <translation>الانتقال إلى حقل إشعار الدفع</translation>
    </message>
    <message>
        <source>Open files with notices</source>
        <translation>فتح ملفات فيها إشعارات دفع</translation>
    </message>
    <message>
        <source>Paste a notice and verify it</source>
        <translation>لصق إشعار الدفع والتحقّق منه</translation>
    </message>
    <message>
        <source>Verify what stands in the notice field</source>
        <translation>التحقّق مما في حقل إشعار الدفع</translation>
    </message>
    <message>
        <source>Clear the notice and its verdict</source>
        <translation>مسح الإشعار ونتيجته</translation>
    </message>
    <message>
        <source>Go to the price list</source>
        <translation>الانتقال إلى قائمة الأسعار</translation>
    </message>
    <message>
        <source>Type the customer&apos;s name and phone</source>
        <translation>كتابة اسم الزبون وهاتفه</translation>
    </message>
    <message>
        <source>Show whose customers are to be reminded</source>
        <translation>عرض الروابط التي يُذكَّر زبائنها</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Payment slip</source>
        <translation>قسيمة دفع</translation>
    </message>
    <message>
        <source>Scan the code with your phone&apos;s camera, check the amount, then pay.</source>
        <translation>امسح الرمز بكاميرا هاتفك، وتأكّد من المبلغ، ثم ادفع.</translation>
    </message>
    <message>
        <source>Or open this address:</source>
        <translation>أو افتح هذا العنوان:</translation>
    </message>
    <message>
        <source>Amount to pay</source>
        <translation>المبلغ المطلوب</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Practice: no real money</source>
        <translation>للتدريب: لا مال حقيقي</translation>
    </message>
    <message>
        <source>On a sheet, the slip is at the top: cut it out along the dashes.</source>
        <translation>تُطبع القسيمة أعلى الورقة: قصّها على الخط المتقطع.</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>حفظ PDF…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>Save the slip</source>
        <translation>حفظ القسيمة</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>مستند PDF ⁦(*.pdf)</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Save the slip as PDF and print it somewhere else.</source>
        <translation>لا توجد طابعة معدّة على هذا الحاسوب. احفظ القسيمة بصيغة PDF واطبعها في مكان آخر.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>طباعة القسيمة</translation>
    </message>
    <message>
        <source>The printer did not take the slip. Look at the printer, or save a PDF.</source>
        <translation>لم تستلم الطابعة القسيمة. تحقّق من الطابعة، أو احفظ القسيمة بصيغة PDF.</translation>
    </message>
    <message>
        <source>A4 sheet</source>
        <translation>ورقة A4</translation>
    </message>
    <message>
        <source>Letter sheet</source>
        <translation>ورقة Letter</translation>
    </message>
    <message>
        <source>This link is no longer waiting to be paid, so no slip is made of it: {state}.</source>
        <translation>لم يعد هذا الرابط بانتظار الدفع، فلا تُنشأ له قسيمة: {state}.</translation>
    </message>
    <message>
        <source>Receipt roll, 80 mm</source>
        <translation>لفافة إيصالات 80 مم</translation>
    </message>
    <message>
        <source>Receipt roll, 58 mm</source>
        <translation>لفافة إيصالات 58 مم</translation>
    </message>
    <message>
        <source>Language of the slip</source>
        <translation>لغة القسيمة</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>الورق</translation>
    </message>
    <message>
        <source>Sent to {printer}</source>
        <translation>أُرسلت إلى {printer}</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>طُبعت</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>حُفظت باسم {name}</translation>
    </message>
    <message>
        <source>Preview of the slip</source>
        <translation>معاينة القسيمة</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Sending</source>
        <translation>جارٍ الإرسال</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>بانتظار الدفع</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>تعذّر الإنشاء</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>لم يُرسل</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>النتيجة غير معروفة</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>مدفوع</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>انتهت المهلة</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>يحتاج إلى مراجعة</translation>
    </message>
    <message>
        <source>Marked paid</source>
        <translation>سُجّل مدفوعًا</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>{told} {keys} goes there.</source>
        <translation>{told} للوصول إليه اضغط {keys}.</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>One file to send to whoever helps you. It will hold:</source>
        <translation>ملف واحد ترسله إلى من يساعدك. سيحتوي على:</translation>
    </message>
    <message>
        <source>Support file</source>
        <translation>ملف الدعم</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>حفظ…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Save the support file</source>
        <translation>حفظ ملف الدعم</translation>
    </message>
    <message>
        <source>ZIP archive (*.zip)</source>
        <translation>أرشيف ZIP ⁦(*.zip)</translation>
    </message>
    <message>
        <source>the versions of KazaDesk, of its parts and of this system</source>
        <translation>إصدارات KazaDesk ومكوّناته وهذا النظام</translation>
    </message>
    <message>
        <source>the log, with addresses, names, amounts and references blanked</source>
        <translation>سجل الأحداث، وقد طُمست فيه العناوين والأسماء والمبالغ والمراجع</translation>
    </message>
    <message>
        <source>which errors links last ended with, and when</source>
        <translation>الأخطاء الأخيرة التي انتهت إليها الروابط ومواعيدها</translation>
    </message>
    <message>
        <source>how many links there are in which state, and the ledger&apos;s size</source>
        <translation>عدد الروابط في كل حالة، وحجم دفتر الروابط</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>حُفظ الملف: {path}</translation>
    </message>
    <message>
        <source>No API key or secret, no notice, nothing about your customers. You send it yourself.</source>
        <translation>لا مفتاح API ولا مفتاح سري ولا إشعار دفع ولا شيء عن زبائنك. أنت من يرسله.</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
</context>
<context>
    <name>Till</name>
    <message>
        <source>Begin anew</source>
        <translation>البدء من جديد</translation>
    </message>
    <message>
        <source>Price list…</source>
        <translation>قائمة الأسعار…</translation>
    </message>
    <message>
        <source>Each press adds one.</source>
        <translation>كل ضغطة تضيف واحدًا.</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>الآن</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %n دقائق</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>أمس {time}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{day} {month}, {time}</source>
        <translation>{day} {month}، {time}</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{day} {month}</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date}، {time}</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>My account</source>
        <translation>حسابي</translation>
    </message>
    <message>
        <source>Practice account</source>
        <translation>حساب التدريب</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>The Kazawallet account that new links are made with</source>
        <translation>حساب Kazawallet الذي تُنشأ به الروابط الجديدة</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Settings and more</source>
        <translation>الإعدادات والمزيد</translation>
    </message>
    <message>
        <source>Leave practice mode</source>
        <translation>الخروج من وضع التدريب</translation>
    </message>
    <message>
        <source>Sample takings of 30 days</source>
        <translation>مقبوضات تجريبية لـ 30 يومًا</translation>
    </message>
    <message>
        <source>Erase the sample takings</source>
        <translation>حذف المقبوضات التجريبية</translation>
    </message>
    <message>
        <source>Practice mode</source>
        <translation>وضع التدريب</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>النسخ الاحتياطية…</translation>
    </message>
    <message>
        <source>Support file…</source>
        <translation>ملف الدعم…</translation>
    </message>
    <message>
        <source>About KazaDesk</source>
        <translation>عن برنامج KazaDesk</translation>
    </message>
    <message>
        <source>API key and secret…</source>
        <translation>مفتاح API والمفتاح السري…</translation>
    </message>
    <message>
        <source>Test server {address}: no real money</source>
        <translation>خادم تجربة {address}: بلا مال حقيقي</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>الإعدادات…</translation>
    </message>
    <message>
        <source>Many links from a file…</source>
        <translation>روابط كثيرة من ملف…</translation>
    </message>
    <message>
        <source>Takings…</source>
        <translation>المقبوضات…</translation>
    </message>
    <message>
        <source>Close the day…</source>
        <translation>إقفال اليوم…</translation>
    </message>
    <message>
        <source>Take over an old list…</source>
        <translation>استيراد قائمة قديمة…</translation>
    </message>
    <message>
        <source>Price list…</source>
        <translation>قائمة الأسعار…</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>4. It went to the mailbox, and KazaDesk pulls it from there:</source>
        <translation>4. وصل الإشعار إلى صندوق الإشعارات، ومنه يسحبه KazaDesk:</translation>
    </message>
    <message>
        <source>KazaDesk, practice mode: nothing leaves this computer.</source>
        <translation>برنامج KazaDesk في وضع التدريب: لا يغادر شيء هذا الحاسوب.</translation>
    </message>
    <message>
        <source>(reference {reference})</source>
        <translation>(المرجع {reference})</translation>
    </message>
    <message>
        <source>2. The customer scans this code:</source>
        <translation>2. يمسح الزبون هذا الرمز:</translation>
    </message>
    <message>
        <source>1. Create a payment link for {amount}</source>
        <translation>1. إنشاء رابط دفع بمبلغ {amount}</translation>
    </message>
    <message>
        <source>Verdict: {verdict}</source>
        <translation>الحكم: {verdict}</translation>
    </message>
    <message>
        <source>5. Paste the same notice into KazaDesk:</source>
        <translation>5. الصق الإشعار نفسه في KazaDesk:</translation>
    </message>
    <message>
        <source>3. The customer pays on the stand-in, which sends its one notice:</source>
        <translation>3. يدفع الزبون على البديل، فيرسل إشعاره الوحيد:</translation>
    </message>
    <message>
        <source>the notice did not arrive</source>
        <translation>لم يصل إشعار الدفع</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>KazaDesk cannot use its ledger</source>
        <translation>لا يستطيع KazaDesk استخدام دفتر روابطه</translation>
    </message>
    <message>
        <source>Choose a backup…</source>
        <translation>اختيار نسخة احتياطية…</translation>
    </message>
    <message>
        <source>Start a new ledger…</source>
        <translation>بدء دفتر روابط جديد…</translation>
    </message>
    <message>
        <source>Start a new ledger</source>
        <translation>بدء دفتر روابط جديد</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>المحاولة من جديد</translation>
    </message>
    <message>
        <source>Support file…</source>
        <translation>ملف الدعم…</translation>
    </message>
    <message>
        <source>What is left of the old ledger is moved into a folder beside it; nothing is deleted. The new ledger knows none of your earlier links: their notices will count as unknown. A backup keeps more.</source>
        <translation>يُنقل ما بقي من دفتر الروابط القديم إلى مجلد بجانبه، ولا يُحذف شيء. لا يعرف دفتر الروابط الجديد روابطك السابقة، فتُعدّ إشعاراتها غير معروفة. النسخة الاحتياطية تحفظ أكثر.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Checking…</source>
        <translation>جارٍ التحقّق…</translation>
    </message>
    <message>
        <source>Cleaned up: {repairs}.</source>
        <translation>نُظّف قبل القراءة: {repairs}.</translation>
    </message>
    <message>
        <source>Assign to a link…</source>
        <translation>إسناد إلى رابط…</translation>
    </message>
    <message>
        <source>Copy a question for Kazawallet</source>
        <translation>نسخ سؤال لدعم Kazawallet</translation>
    </message>
    <message>
        <source>Practice: no real money</source>
        <translation>تدريب: لا مال حقيقي</translation>
    </message>
    <message>
        <source>Mark as paid by hand…</source>
        <translation>تسجيل كمدفوع يدويًا…</translation>
    </message>
    <message>
        <source>Show the link</source>
        <translation>عرض الرابط</translation>
    </message>
    <message>
        <source>; </source>
        <translation>؛ </translation>
    </message>
    <message>
        <source>The money is yours</source>
        <translation>المال لك</translation>
    </message>
    <message>
        <source>Genuine, but look first</source>
        <translation>حقيقي، لكن راجعه أولًا</translation>
    </message>
    <message>
        <source>Not from Kazawallet, or changed</source>
        <translation>ليس من Kazawallet، أو معدّل</translation>
    </message>
    <message>
        <source>Not paid, or nothing could be decided</source>
        <translation>غير مدفوع، أو لم يُحسم أمره</translation>
    </message>
    <message>
        <source>This file is not text.</source>
        <translation>هذا الملف ليس نصًا.</translation>
    </message>
    <message>
        <source>The amount is not the {asked_amount} that you asked for.</source>
        <translation>المبلغ ليس {asked_amount} الذي طلبته.</translation>
    </message>
    <message>
        <source>The currency is not the {asked_currency} that you asked for.</source>
        <translation>العملة ليست {asked_currency} التي طلبتها.</translation>
    </message>
    <message>
        <source>It names no currency; you asked for {asked_currency}.</source>
        <translation>لا يذكر عملة، وأنت طلبت {asked_currency}.</translation>
    </message>
    <message>
        <source>The reference is not {asked_ref}, the one of your link.</source>
        <translation>المرجع ليس {asked_ref}، مرجع رابطك.</translation>
    </message>
    <message>
        <source>No link here has this order id: it may have been made elsewhere.</source>
        <translation>لا رابط هنا يحمل رقم الطلب هذا، وربما أُنشئ في مكان آخر.</translation>
    </message>
    <message>
        <source>Only its reference leads to a link here, and the reference is not signed: it could be changed.</source>
        <translation>مرجعه وحده يقود إلى رابط هنا، والمرجع غير موقّع، فقد يكون معدّلًا.</translation>
    </message>
    <message>
        <source>Its link belongs to another account: {link_profile}.</source>
        <translation>رابطه يعود إلى حساب آخر: {link_profile}.</translation>
    </message>
    <message>
        <source>You assigned it to this link by hand; Kazawallet did not name the link.</source>
        <translation>أنت أسندت الدفعة إلى هذا الرابط يدويًا، ولم يحدّده Kazawallet.</translation>
    </message>
    <message>
        <source>Its link never went out, as far as this ledger knows.</source>
        <translation>بحسب هذا الدفتر، لم يخرج رابطه إلى أحد قط.</translation>
    </message>
    <message>
        <source>Its status is not the one confirmed before, and no status is signed.</source>
        <translation>حالته تختلف عما أُكّد من قبل، والحالة غير موقّعة أصلًا.</translation>
    </message>
    <message>
        <source>Its link is paid already.</source>
        <translation>رابطه مدفوع من قبل.</translation>
    </message>
    <message>
        <source>Its link was marked as paid by hand.</source>
        <translation>سُجّل رابطه مدفوعًا يدويًا.</translation>
    </message>
    <message>
        <source>Its link waits for an earlier difference to be settled.</source>
        <translation>رابطه ينتظر تسوية اختلاف سابق.</translation>
    </message>
    <message>
        <source>It has no status.</source>
        <translation>لا حالة فيه.</translation>
    </message>
    <message>
        <source>The signature fits {asked_amount}, which you asked for: the amount written here was changed.</source>
        <translation>التوقيع يوافق {asked_amount} الذي طلبته: المبلغ المكتوب هنا معدّل.</translation>
    </message>
    <message>
        <source>This is not a signature.</source>
        <translation>هذا ليس توقيعًا.</translation>
    </message>
    <message>
        <source>It fits if API key and API secret change places: correct them in the account {fix_profile}.</source>
        <translation>يوافق إذا تبادل مفتاح API والمفتاح السري مكانيهما: صحّحهما في الحساب {fix_profile}.</translation>
    </message>
    <message>
        <source>It fits without the blanks around your keys: enter them again in the account {fix_profile}.</source>
        <translation>يوافق دون الفراغات حول مفاتيحك: أدخلها من جديد في الحساب {fix_profile}.</translation>
    </message>
    <message>
        <source>A link of the account {link_profile} has this order id, and the keys of that account are not here: it can only be checked with them.</source>
        <translation>رقم الطلب هذا لرابط من الحساب {link_profile}، ومفاتيح ذلك الحساب ليست هنا: لا يمكن التحقّق منه إلا بها.</translation>
    </message>
    <message>
        <source>It was signed with other keys, or changed after it was signed.</source>
        <translation>وُقّع بمفاتيح أخرى، أو عُدّل بعد توقيعه.</translation>
    </message>
    <message>
        <source>There is no text.</source>
        <translation>لا نص هنا.</translation>
    </message>
    <message>
        <source>The field “{field}” occurs twice, so nobody can say which one counts.</source>
        <translation>الحقل «{field}» مكرر، ولا يُعرف أيهما المقصود.</translation>
    </message>
    <message>
        <source>Hello, please tell me what became of this payment link:</source>
        <translation>مرحبًا، أرجو إعلامي بما جرى لرابط الدفع هذا:</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>مدفوع</translation>
    </message>
    <message>
        <source>Unexpected payment</source>
        <translation>دفعة غير متوقعة</translation>
    </message>
    <message>
        <source>Differs from your link</source>
        <translation>لا يطابق رابطك</translation>
    </message>
    <message>
        <source>Already confirmed</source>
        <translation>سبق تأكيده</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>غير مدفوع</translation>
    </message>
    <message>
        <source>Status not known</source>
        <translation>حالة غير معروفة</translation>
    </message>
    <message>
        <source>Not authentic</source>
        <translation>ليس أصليًا</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>غير مقروء</translation>
    </message>
    <message>
        <source>Keys are missing</source>
        <translation>المفاتيح غير موجودة</translation>
    </message>
    <message>
        <source>The signature does not fit your keys: anybody could have written this. Do not hand over the goods.</source>
        <translation>التوقيع لا يوافق مفاتيحك، وقد يكون أي شخص قد كتب هذا. لا تسلّم البضاعة.</translation>
    </message>
    <message>
        <source>Nothing could be checked, so nothing is confirmed.</source>
        <translation>تعذّر التحقّق من أي شيء، فلا شيء مؤكد.</translation>
    </message>
    <message>
        <source>The signature can only be checked with your API key and API secret. Nothing is decided yet.</source>
        <translation>لا يمكن التحقّق من التوقيع دون مفتاح API والمفتاح السري. لم يُحسم شيء بعد.</translation>
    </message>
    <message>
        <source>The signature is genuine, but the status {status} says neither paid nor timed out. Look into your Kazawallet account before you hand anything over.</source>
        <translation>التوقيع صحيح، لكن الحالة {status} لا تعني مدفوعًا ولا منتهي المهلة. راجع حسابك في Kazawallet قبل أن تسلّم أي شيء.</translation>
    </message>
    <message>
        <source>it is neither text nor a number</source>
        <translation>ليس نصًا ولا رقمًا</translation>
    </message>
    <message>
        <source>it is not a plain positive number</source>
        <translation>ليس رقمًا موجبًا بسيطًا</translation>
    </message>
    <message>
        <source>it holds invisible characters</source>
        <translation>فيه أحرف غير مرئية</translation>
    </message>
    <message>
        <source>it holds “:::”, which separates the signed parts</source>
        <translation>فيه «:::» وهي تفصل الأجزاء الموقّعة</translation>
    </message>
    <message>
        <source>it holds a broken character</source>
        <translation>فيه حرف تالف</translation>
    </message>
    <message>
        <source>it is longer than Kazawallet would send</source>
        <translation>أطول مما يرسله Kazawallet</translation>
    </message>
    <message>
        <source>The field “{field}” cannot be used: {why}.</source>
        <translation>الحقل «{field}» غير صالح: {why}.</translation>
    </message>
    <message>
        <source>curly quotes</source>
        <translation>علامات اقتباس مزخرفة</translation>
    </message>
    <message>
        <source>unusual blanks</source>
        <translation>فراغات غير معتادة</translation>
    </message>
    <message>
        <source>invisible characters between the parts</source>
        <translation>أحرف غير مرئية بين الأجزاء</translation>
    </message>
    <message>
        <source>a byte-order mark</source>
        <translation>علامة ترتيب البايتات</translation>
    </message>
    <message>
        <source>marks of writing direction</source>
        <translation>علامات اتجاه الكتابة</translation>
    </message>
    <message>
        <source>chat markup</source>
        <translation>رموز تنسيق المحادثة</translation>
    </message>
    <message>
        <source>the &gt; of quoted lines</source>
        <translation>علامة &gt; في الأسطر المقتبسة</translation>
    </message>
    <message>
        <source>backslashes of the text around it</source>
        <translation>الشرطات المائلة من النص المحيط</translation>
    </message>
    <message>
        <source>characters written as HTML</source>
        <translation>أحرف مكتوبة بصيغة HTML</translation>
    </message>
    <message>
        <source>text in the wrong encoding</source>
        <translation>نص بترميز خاطئ</translation>
    </message>
    <message>
        <source>blanks inside the signature</source>
        <translation>فراغات داخل التوقيع</translation>
    </message>
    <message>
        <source>a lost + in the signature</source>
        <translation>علامة + ضائعة في التوقيع</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>موقّع</translation>
    </message>
    <message>
        <source>Matches your link</source>
        <translation>يطابق رابطك</translation>
    </message>
    <message>
        <source>Cannot be checked</source>
        <translation>لا يمكن التحقّق منه</translation>
    </message>
    <message>
        <source>Fits your keys</source>
        <translation>يوافق مفاتيحك</translation>
    </message>
    <message>
        <source>Does not fit your keys</source>
        <translation>لا يوافق مفاتيحك</translation>
    </message>
    <message>
        <source>The signature covers the amount {amount}, which you assigned to your link {reference}. It counts as paid only when you mark the link as paid by hand.</source>
        <translation>التوقيع يشمل المبلغ {amount}، وقد أسندتَه أنت إلى رابطك {reference}. لا يُعدّ مدفوعًا إلا إذا سجّلته كمدفوع يدويًا.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Order id</source>
        <translation>رقم الطلب</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>العملة</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>المرجع</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>التوقيع</translation>
    </message>
    <message>
        <source>Your link: {value}</source>
        <translation>في رابطك: {value}</translation>
    </message>
    <message>
        <source>{amount} for {reference} are yours. You can hand over the goods.</source>
        <translation>وصلك {amount} مقابل {reference}. يمكنك تسليم البضاعة.</translation>
    </message>
    <message>
        <source>Only the amount {amount} and the order id are signed, not currency or status. Check your Kazawallet account before you hand anything over.</source>
        <translation>الموقَّع هو المبلغ {amount} ورقم الطلب فقط، لا العملة ولا الحالة. راجع حسابك في Kazawallet قبل أن تسلّم أي شيء.</translation>
    </message>
    <message>
        <source>Asked for: {asked}</source>
        <translation>المطلوب: {asked}</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>إظهار النص</translation>
    </message>
    <message>
        <source>It has no reference, and is not as it was sent: what stood in a reference could look like fields.</source>
        <translation>لا مرجع فيه، وهو ليس كما أُرسل: قد يبدو ما كان في المرجع حقولًا.</translation>
    </message>
    <message>
        <source>Copy not complete</source>
        <translation>نسخة ناقصة</translation>
    </message>
    <message>
        <source>the program it was copied from changed it</source>
        <translation>غيّره البرنامج الذي نُسخ منه</translation>
    </message>
    <message>
        <source>characters written with percent signs</source>
        <translation>أحرف مكتوبة بعلامة النسبة المئوية</translation>
    </message>
    <message>
        <source>characters written as mail sends them</source>
        <translation>أحرف مكتوبة كما يرسلها البريد</translation>
    </message>
    <message>
        <source>The signature is genuine, but the goods may be gone: what was confirmed before the restore is not known. Look into your Kazawallet account, then mark the link as paid by hand.</source>
        <translation>التوقيع أصلي، لكن البضاعة ربما سُلّمت من قبل: ما أُكّد قبل الاستعادة غير معروف. راجع حسابك لدى Kazawallet، ثم سجّل الرابط مدفوعًا يدويًا.</translation>
    </message>
    <message>
        <source>The ledger that a backup has replaced since knew of it.</source>
        <translation>كان معروفًا في دفتر الروابط الذي حلّت محلّه نسخة احتياطية.</translation>
    </message>
    <message>
        <source>The program it was copied from hides or breaks the signature: copy the raw request instead.</source>
        <translation>البرنامج الذي نُسخ منه يخفي التوقيع أو يفسده: انسخ الطلب الأصلي بدلًا منه.</translation>
    </message>
    <message>
        <source>another form of the reference&apos;s characters</source>
        <translation>صيغة أخرى لأحرف المرجع</translation>
    </message>
    <message>
        <source>Perhaps confirmed before</source>
        <translation>ربما سبق تأكيده</translation>
    </message>
    <message>
        <source>Assigned: not yet paid</source>
        <translation>مُسنَد: لم يُدفع بعد</translation>
    </message>
    <message>
        <source>Already marked paid</source>
        <translation>سبق تسجيله مدفوعًا</translation>
    </message>
    <message>
        <source>Already seen: not paid</source>
        <translation>سبق النظر فيه: غير مدفوع</translation>
    </message>
    <message>
        <source>Already seen: unexpected payment</source>
        <translation>سبق النظر فيه: دفعة غير متوقعة</translation>
    </message>
    <message>
        <source>Already seen: differs from your link</source>
        <translation>سبق النظر فيه: يختلف عن رابطك</translation>
    </message>
    <message>
        <source>Changed: {value} was signed</source>
        <translation>معدَّل: الموقَّع هو {value}</translation>
    </message>
    <message>
        <source>Already seen</source>
        <translation>سبق النظر فيه</translation>
    </message>
    <message>
        <source>lines that were cut at one width</source>
        <translation>أسطر قُطعت بعرض واحد</translation>
    </message>
    <message>
        <source>the colours of a terminal</source>
        <translation>ألوان شاشة الأوامر</translation>
    </message>
    <message>
        <source>Look first: hand nothing over. {text} ({kind})</source>
        <translation>انظر أولًا: لا تسلّم شيئًا. {text} ({kind})</translation>
    </message>
    <message>
        <source>Practice, no real money. {verdict}</source>
        <translation>تدريب، بلا مال حقيقي. {verdict}</translation>
    </message>
    <message>
        <source>API key and secret…</source>
        <translation>مفتاح API والمفتاح السري…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Paste the payment notice (webhook) that Kazawallet sent, however you got it: JSON, a line of a log, a whole request, an email or a chat message.</source>
        <translation>الصق إشعار الدفع الذي أرسله Kazawallet كيفما وصلك: نص JSON أو سطرًا من سجل أو طلبًا كاملًا أو بريدًا أو رسالة محادثة.</translation>
    </message>
    <message>
        <source>The verdict</source>
        <translation>الحكم</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>First, {verdict}</source>
        <translation>أولًا، {verdict}</translation>
    </message>
    <message>
        <source>{name}: {value}, {backing}</source>
        <translation>{name}: {value}، {backing}</translation>
    </message>
    <message>
        <source>{name}: {backing}</source>
        <translation>{name}: {backing}</translation>
    </message>
    <message>
        <source>Is this notice real?</source>
        <translation>هل إشعار الدفع هذا حقيقي؟</translation>
    </message>
    <message>
        <source>Fields of the notice</source>
        <translation>حقول إشعار الدفع</translation>
    </message>
    <message>
        <source>The notice says that the customer did not pay in time. Do not hand over the goods.</source>
        <translation>يقول الإشعار إن الزبون لم يدفع في الوقت المحدد. لا تسلّم البضاعة.</translation>
    </message>
    <message>
        <source>The link with this order id is settled already. Do not hand anything over because of this notice.</source>
        <translation>الرابط ذو رقم الطلب هذا مسوّى من قبل. لا تسلّم أي شيء بناءً على هذا الإشعار.</translation>
    </message>
    <message>
        <source>The notice says that the time to pay ran out. Your link stays as it is.</source>
        <translation>يقول الإشعار إن مهلة الدفع انتهت. يبقى رابطك على حاله.</translation>
    </message>
    <message>
        <source>The signature is cut off: {length} of 88 characters. Copy the whole notice and paste it again.</source>
        <translation>التوقيع مقطوع: {length} من 88 حرفًا. انسخ إشعار الدفع كاملًا والصقه من جديد.</translation>
    </message>
    <message>
        <source>This is far more text than a notice has.</source>
        <translation>هذا نص أطول بكثير من إشعار دفع.</translation>
    </message>
    <message>
        <source>This is nested too deeply to be a notice.</source>
        <translation>هذا متداخل أكثر من أن يكون إشعار دفع.</translation>
    </message>
    <message>
        <source>It looks cut off: copy the whole notice and paste it again.</source>
        <translation>يبدو مقطوعًا: انسخ إشعار الدفع كاملًا والصقه من جديد.</translation>
    </message>
    <message>
        <source>Nothing in this text looks like a notice from Kazawallet.</source>
        <translation>لا شيء في هذا النص يشبه إشعار دفع من Kazawallet.</translation>
    </message>
    <message>
        <source>The signature is genuine, but the notice differs from your link {reference}. Compare the fields before you hand anything over.</source>
        <translation>التوقيع صحيح، لكن إشعار الدفع لا يطابق رابطك {reference}. قارن الحقول قبل أن تسلّم أي شيء.</translation>
    </message>
    <message>
        <source>Notices in this paste</source>
        <translation>إشعارات الدفع في هذا النص</translation>
    </message>
    <message>
        <source>The signature is genuine, but something is missing in this copy. Paste the whole notice, from its first character to its last; nothing is counted yet.</source>
        <translation>التوقيع صحيح، لكن هذه النسخة ينقصها شيء. الصق إشعار الدفع كاملًا من أول حرف إلى آخر حرف؛ لم يُحسب شيء بعد.</translation>
    </message>
    <message>
        <source>This is the address to which a customer comes back. It proves nothing: only the notice does.</source>
        <translation>هذا عنوان عودة الزبون، ولا يثبت شيئًا: الإثبات في إشعار الدفع وحده.</translation>
    </message>
    <message>
        <source>The signature fits the order id {asked_order_id} of the link with this reference: the program it was copied from changed the id. Copy it from the raw notice.</source>
        <translation>التوقيع يطابق رقم الطلب {asked_order_id} لرابط هذا المرجع: البرنامج الذي نُسخ منه غيّر الرقم. انسخه من الإشعار الأصلي.</translation>
    </message>
    <message>
        <source>An earlier copy of this notice says {earlier_currency}. The currency is not signed: ask Kazawallet which one was paid, then settle it by hand.</source>
        <translation>نسخة سابقة من هذا الإشعار تقول {earlier_currency}. العملة غير موقّعة: اسأل Kazawallet عمّا دُفع فعلًا ثم سوِّ الأمر يدويًا.</translation>
    </message>
    <message>
        <source>Hand nothing over because of this notice: its payment was counted already, on {when}. Nothing counts twice.</source>
        <translation>لا تسلّم شيئًا بناءً على هذا الإشعار: دفعته احتُسبت من قبل، في {when}. ولا يُحتسب شيء مرتين.</translation>
    </message>
    <message>
        <source>Hand nothing over because of this notice: it was seen before, on {when}, and was not a payment of your link: {verdict}.</source>
        <translation>لا تسلّم شيئًا بناءً على هذا الإشعار: سبق النظر فيه، في {when}، ولم يكن دفعة لرابطك: {verdict}.</translation>
    </message>
    <message>
        <source>The field “{field}” ({name}) is missing. Copy the whole notice.</source>
        <translation>الحقل «{field}» ({name}) ناقص. انسخ إشعار الدفع كاملًا.</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>لا إشعارات</numerusform>
            <numerusform>إشعار واحد</numerusform>
            <numerusform>إشعاران</numerusform>
            <numerusform>%n إشعارات</numerusform>
            <numerusform>%n إشعارًا</numerusform>
            <numerusform>%n إشعار</numerusform>
        </translation>
    </message>
    <message>
        <source>Its link is older than the restored backup, and what was confirmed after that backup is not known.</source>
        <translation>رابطه أقدم من النسخة الاحتياطية المستعادة، ولا يُعرف ما أُكّد بعد تلك النسخة.</translation>
    </message>
    <message>
        <source>The names of the fields were not copied, and your keys fit no order id among the values. Check the API key and secret in the settings, or copy the notice with its names.</source>
        <translation>لم تُنسخ أسماء الحقول، ومفاتيحك لا تطابق أي رقم طلب بين القيم. راجع مفتاح API والمفتاح السري في الإعدادات، أو انسخ الإشعار مع أسماء حقوله.</translation>
    </message>
</context>
<context>
    <name>Verifier</name>
    <message>
        <source>Paste</source>
        <translation>لصق</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>تحقّق</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>فتح…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Watch the clipboard</source>
        <translation>مراقبة الحافظة</translation>
    </message>
    <message>
        <source>Paste from the clipboard and verify at once</source>
        <translation>لصق ما في الحافظة والتحقّق منه فورًا</translation>
    </message>
    <message>
        <source>Verify the text in the field</source>
        <translation>التحقّق من النص الموجود في الحقل</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>تعذّر التحقّق</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s), of which the beginning is shown</source>
        <translation>
            <numerusform>لا نص</numerusform>
            <numerusform>حرف واحد</numerusform>
            <numerusform>حرفان يظهر أولهما</numerusform>
            <numerusform>%n أحرف يظهر أولها</numerusform>
            <numerusform>%n حرفًا يظهر أولها</numerusform>
            <numerusform>%n حرف يظهر أولها</numerusform>
        </translation>
    </message>
    <message>
        <source>File {number} of {total}</source>
        <translation>الملف {number} من {total}</translation>
    </message>
    <message>
        <source>Stopped: the files after this were not read.</source>
        <translation>أُوقف: لم تُقرأ الملفات التالية.</translation>
    </message>
    <message>
        <source>Verify it</source>
        <translation>التحقّق منه</translation>
    </message>
    <message>
        <source>Verified at {time}: this is still that verdict.</source>
        <translation>جرى التحقق في {time}: هذه هي النتيجة نفسها.</translation>
    </message>
    <message>
        <source>The text was changed since: this is the verdict on the one before.</source>
        <translation>تغيّر النص بعد ذلك: هذه نتيجة النص السابق.</translation>
    </message>
    <message>
        <source>New: {number}</source>
        <translation>جديد: {number}</translation>
    </message>
    <message>
        <source>Known: {number}</source>
        <translation>معروف: {number}</translation>
    </message>
    <message>
        <source>Not ours: {number}</source>
        <translation>ليس لنا: {number}</translation>
    </message>
    <message>
        <source>Not authentic: {number}</source>
        <translation>ليس أصليًا: {number}</translation>
    </message>
    <message>
        <source>It arrived by itself at {time}: this is that verdict.</source>
        <translation>وصل تلقائيًا الساعة {time}: هذه هي النتيجة نفسها.</translation>
    </message>
    <message>
        <source>Payment notice (webhook)</source>
        <translation>إشعار الدفع</translation>
    </message>
    <message>
        <source>Paste the notice here, or drop a file</source>
        <translation>الصق إشعار الدفع هنا، أو أفلت ملفًا</translation>
    </message>
    <message>
        <source>Open files with notices, each read as one paste</source>
        <translation>افتح ملفات فيها إشعارات دفع، ويُقرأ كل ملف على حدة</translation>
    </message>
    <message>
        <source>Offer to verify a notice that appears on the clipboard; nothing else is looked at</source>
        <translation>اعرض التحقّق عند ظهور إشعار دفع في الحافظة، دون النظر إلى أي شيء آخر</translation>
    </message>
    <message>
        <source>There is a notice on the clipboard. {keys} verifies it.</source>
        <translation>في الحافظة إشعار دفع. للتحقق منه اضغط {keys}.</translation>
    </message>
    <message>
        <source>Verify a notice</source>
        <translation>التحقّق من إشعار دفع</translation>
    </message>
    <message>
        <source>The clipboard holds no text. Copy the notice first.</source>
        <translation>الحافظة فارغة من أي نص. انسخ إشعار الدفع أولًا.</translation>
    </message>
    <message>
        <source>The field is empty. Paste the notice first.</source>
        <translation>الحقل فارغ. الصق إشعار الدفع أولًا.</translation>
    </message>
    <message>
        <source>The payment is assigned. Verify the notice again.</source>
        <translation>أُسندت الدفعة. تحقّق من الإشعار من جديد.</translation>
    </message>
    <message>
        <source>Something unforeseen happened. Treat this notice as not checked.</source>
        <translation>حدث أمر غير متوقع. اعتبر هذا الإشعار غير متحقَّق منه.</translation>
    </message>
    <message>
        <source>There is a notice on the clipboard.</source>
        <translation>في الحافظة إشعار دفع.</translation>
    </message>
    <message>
        <source>Open notices</source>
        <translation>فتح إشعارات الدفع</translation>
    </message>
    <message>
        <source>{name}: {percent} % read, {found} notices found</source>
        <translation>{name}: قُرئ {percent} ٪، ووُجد {found} من إشعارات الدفع</translation>
    </message>
    <message>
        <source>There is no verdict yet. Paste a notice first.</source>
        <translation>لا حكم بعد. الصق إشعارًا أولًا.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Try it in practice mode</source>
        <translation>تجربة وضع التدريب</translation>
    </message>
    <message>
        <source>Enter my API key</source>
        <translation>إدخال مفتاح API</translation>
    </message>
    <message>
        <source>Begin with your Kazawallet account. Your key and secret are kept in this computer&apos;s keyring, never in a file.</source>
        <translation>ابدأ بحسابك في Kazawallet. يُحفظ مفتاحاك في حافظة مفاتيح هذا الحاسوب، ولا يُكتبان في ملف أبدًا.</translation>
    </message>
    <message>
        <source>Welcome to KazaDesk</source>
        <translation>أهلًا بك في KazaDesk</translation>
    </message>
    <message>
        <source>Payment links for your customers, and certainty about every payment.</source>
        <translation>روابط دفع لزبائنك، ويقين في كل دفعة.</translation>
    </message>
    <message>
        <source>You can change between the two at any time.</source>
        <translation>يمكنك الانتقال بينهما في أي وقت.</translation>
    </message>
    <message>
        <source>Create a link, pay it yourself and verify its payment notice (webhook), all on this computer. No account, no key, no money.</source>
        <translation>أنشئ رابطًا وادفعه بنفسك وتحقّق من إشعار دفعه، كل ذلك على هذا الحاسوب. بلا حساب ولا مفتاح ولا مال.</translation>
    </message>
</context>
</TS>
