using System.Runtime.Versioning;

// A real sshd, shell scripts and file modes take part.
[assembly: SupportedOSPlatform("linux")]
[assembly: SupportedOSPlatform("macos")]
