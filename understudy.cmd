@echo off
rem Starts Understudy on Windows: the workbench with no command or `open`, else the headless program.
rem As ./understudy, but it builds only what is missing: after an edit run `mvn package`.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "java_home="

if defined UNDERSTUDY_JAVA_HOME (
  call :try "%UNDERSTUDY_JAVA_HOME%"
  if not defined java_home (
    >&2 echo understudy: UNDERSTUDY_JAVA_HOME names "%UNDERSTUDY_JAVA_HOME%", which holds no JDK 25; correct it or unset it.
    exit /b 4
  )
)
if not defined java_home if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined java_home for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
if not defined java_home for /d %%d in (
  "%ProgramFiles%\Eclipse Adoptium\jdk-25*"
  "%ProgramFiles%\Java\jdk-25*"
  "%ProgramFiles%\Microsoft\jdk-25*"
  "%ProgramFiles%\Zulu\zulu-25*"
  "%ProgramFiles%\Amazon Corretto\jdk25*"
  "%USERPROFILE%\.jdks\*"
) do call :try "%%~d"
if not defined java_home (
  >&2 echo understudy: needs JDK 25: install one ^(Temurin 25, for example^), or name its folder in UNDERSTUDY_JAVA_HOME.
  exit /b 4
)
if "%~1"=="--java-home" (
  echo %java_home%
  exit /b 0
)

set "server=%root%server-runtime"
set "app=%root%app"
if exist "%root%pom.xml" (
  set "server=%root%server-runtime\target"
  set "app=%root%app\target"
)
if exist "%root%pom.xml" (
  if not exist "%server%\server-runtime.jar" goto build
  if not exist "%app%\app.jar" goto build
)
goto start

:build
where mvn >nul 2>nul || (
  >&2 echo understudy: needs Maven 3.8 or later to build from its sources: install it, or use a released copy, which needs no build.
  exit /b 4
)
mkdir "%root%.understudy-building" 2>nul || (
  >&2 echo understudy: another build runs here; where none does, delete "%root%.understudy-building" and start again.
  exit /b 4
)
>&2 echo understudy: building with %java_home%; the first time takes some minutes
pushd "%root%"
set "JAVA_HOME=%java_home%"
call mvn -q -B -ntp -DskipTests package 1>&2
set "built=%ERRORLEVEL%"
popd
rmdir "%root%.understudy-building"
if not "%built%"=="0" (
  >&2 echo understudy: the build failed ^(above^); nothing was started.
  exit /b 4
)

:start
if "%~1"=="" goto workbench
if "%~1"=="open" goto workbench
if "%~1"=="--workspace" if "%~3"=="" goto workbench
set "options="
for %%c in (simulate backfill retrain backtest doctor) do if "%~1"=="%%c" set "options=--add-modules jdk.incubator.vector"
"%java_home%\bin\java.exe" %options% -jar "%server%\server-runtime.jar" %*
exit /b %ERRORLEVEL%

:workbench
set "arguments=%*"
if "%~1"=="open" for /f "tokens=1,*" %%a in ("%*") do set "arguments=%%b"
"%java_home%\bin\java.exe" --module-path "%app%\lib\modules" --add-modules javafx.controls,javafx.fxml,javafx.swing,atlantafx.base --enable-native-access=javafx.graphics,ALL-UNNAMED --class-path "%app%\app.jar" dev.understudy.app.Main %arguments%
exit /b %ERRORLEVEL%

:try
if defined java_home exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /r /c:"^JAVA_VERSION=.25[^0-9]" "%~1\release" >nul && set "java_home=%~f1"
exit /b 0
