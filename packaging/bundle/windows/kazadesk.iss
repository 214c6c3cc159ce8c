; Inno Setup 6: the installer for Windows. archives.py gives Version, Bundle, Output, Icon and List.
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
; in a process of its own: a 32-bit compiler has too little memory for ultra64
LZMAUseSeparateProcess=yes
WizardStyle=modern
; Setup and Uninstall wait until KazaDesk is closed (kazadesk/win32.py makes these): its files cannot be replaced
AppMutex=KazaDesk,Global\KazaDesk
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

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
; what belongs there, a path a line
Source: "{#List}"; DestName: "files.txt"; Flags: dontcopy

[Icons]
Name: "{group}\KazaDesk"; Filename: "{app}\kazadesk.exe"; AppUserModelID: "KazaDesk"
Name: "{group}\KazaDesk ({cm:Practice})"; Filename: "{app}\kazadesk.exe"; Parameters: "--practice"; AppUserModelID: "KazaDesk"
Name: "{autodesktop}\KazaDesk"; Filename: "{app}\kazadesk.exe"; AppUserModelID: "KazaDesk"; Tasks: desktopicon

[Run]
Filename: "{app}\kazadesk.exe"; Description: "{cm:LaunchProgram,KazaDesk}"; Flags: nowait postinstall skipifsilent

[Code]
{ What the version before had and this one has not goes when everything else is in its place: an installation that
  breaks off half-way has removed nothing. }
procedure RemoveLeftovers(Kept: TStringList; Folder: String);
var
  Found: TFindRec;
  Path: String;
begin
  if not FindFirst(ExpandConstant('{app}\') + Folder + '\*', Found) then
    exit;
  try
    repeat
      Path := Folder + '\' + Found.Name;
      if Found.Attributes and FILE_ATTRIBUTE_DIRECTORY = 0 then begin
        if Kept.IndexOf(Path) < 0 then
          DeleteFile(ExpandConstant('{app}\') + Path);
      end else if (Found.Name <> '.') and (Found.Name <> '..') then begin
        RemoveLeftovers(Kept, Path);
        RemoveDir(ExpandConstant('{app}\') + Path);  { which does nothing where something is in it }
      end;
    until not FindNext(Found);
  finally
    FindClose(Found);
  end;
end;

procedure CurStepChanged(Step: TSetupStep);
var
  Kept: TStringList;
begin
  if Step <> ssPostInstall then
    exit;
  ExtractTemporaryFile('files.txt');
  Kept := TStringList.Create;
  try
    Kept.LoadFromFile(ExpandConstant('{tmp}\files.txt'));
    Kept.Sorted := True;
    if Kept.Count > 0 then
      RemoveLeftovers(Kept, '_internal');
  finally
    Kept.Free;
  end;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent() then
    MsgBox(FmtMessage(CustomMessage('DataStays'), [ExpandConstant('{localappdata}\KazaDesk')]), mbInformation, MB_OK);
end;
