; Inno Setup 6: the installer for Windows. archives.py gives Version, Bundle, Output and Icon.
#ifndef Version
  #error Run packaging/bootstrap.py bundle
#endif

[Setup]
AppId={{7C0C3E0B-5C1B-4F58-9F0E-6D3B2A0C4E51}
AppName=KazaDesk
AppVersion={#Version}
AppVerName=KazaDesk {#Version}
AppPublisher=The KazaDesk developers
VersionInfoVersion={#Version}
; for one user without asking an administrator; for all users where one says so
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
DefaultDirName={autopf}\KazaDesk
DefaultGroupName=KazaDesk
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\kazadesk.exe
OutputDir={#Output}
OutputBaseFilename=KazaDesk-{#Version}-setup
Compression=lzma2/ultra64
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
#if FileExists(CompilerPath + "Languages\Arabic.isl")
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"
#endif

[CustomMessages]
en.DataStays=KazaDesk is removed. Your payment links, settings and logs stay in:%n%1%nYour API keys stay in Windows Credential Manager.
en.Practice=Practice mode
#if FileExists(CompilerPath + "Languages\Arabic.isl")
ar.DataStays=أُزيل KazaDesk. تبقى روابط الدفع والإعدادات والسجلات في:%n%1%nوتبقى مفاتيح API في مدير بيانات اعتماد Windows.
ar.Practice=وضع التدريب
#endif

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; an upgrade leaves nothing of the version before
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\KazaDesk"; Filename: "{app}\kazadesk.exe"; AppUserModelID: "KazaDesk"
Name: "{group}\KazaDesk ({cm:Practice})"; Filename: "{app}\kazadesk.exe"; Parameters: "--practice"
Name: "{autodesktop}\KazaDesk"; Filename: "{app}\kazadesk.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\kazadesk.exe"; Description: "{cm:LaunchProgram,KazaDesk}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent() then
    MsgBox(FmtMessage(CustomMessage('DataStays'), [ExpandConstant('{localappdata}\KazaDesk')]), mbInformation, MB_OK);
end;
