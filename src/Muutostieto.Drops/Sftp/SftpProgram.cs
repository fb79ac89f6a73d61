using System.Diagnostics;
using System.Globalization;

namespace Muutostieto.Drops.Sftp;

/// <summary>The command line with which OpenSSH's sftp is started: no configuration but this, key only, only the known host key.</summary>
internal static class SftpProgram
{
    private const int LongestConnectSeconds = 15;
    private const int LongestAliveSeconds = 15;
    private const int AliveCount = 4;

    public static ProcessStartInfo StartInfo(SftpDropSettings settings)
    {
        var start = new ProcessStartInfo(settings.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };

        // Messages and listings are read back: they have to be in the one language that is understood here.
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        foreach (var argument in Arguments(settings))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static IEnumerable<string> Arguments(SftpDropSettings settings)
    {
        string[] fixedOptions =
        [
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "GlobalKnownHostsFile=/dev/null",
            "UpdateHostKeys=no",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "PreferredAuthentications=publickey",
            "PasswordAuthentication=no",
            "KbdInteractiveAuthentication=no",
            "LogLevel=ERROR",
            // The first two are the fastest where the processor knows AES; the others are for servers that do not offer them.
            "Ciphers=aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr",
        ];
        var connectSeconds = Math.Clamp(settings.TimeoutSeconds, 1, LongestConnectSeconds);

        // A server that falls silent in the middle of a large file is noticed by ssh's own questions, long before the file's time limit.
        var aliveSeconds = Math.Clamp(settings.TimeoutSeconds / AliveCount, 1, LongestAliveSeconds);
        string[] options =
        [
            .. fixedOptions,
            string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={connectSeconds}"),
            string.Create(CultureInfo.InvariantCulture, $"ServerAliveInterval={aliveSeconds}"),
            string.Create(CultureInfo.InvariantCulture, $"ServerAliveCountMax={AliveCount}"),
            $"UserKnownHostsFile={SftpQuoting.OptionPath(settings.KnownHostsFile)}",
            $"IdentityFile={SftpQuoting.OptionPath(settings.PrivateKeyFile)}",
            $"User={SftpQuoting.Word(settings.User)}",
        ];

        yield return "-F";
        yield return "none";
        foreach (var option in options)
        {
            yield return "-o";
            yield return option;
        }

        // The largest blocks that the protocol allows, and more of them on their way than the default.
        yield return "-B";
        yield return "262000";
        yield return "-R";
        yield return "128";
        yield return "-P";
        yield return settings.Port.ToString(CultureInfo.InvariantCulture);
        yield return "-b";
        yield return "-";
        yield return "--";
        yield return settings.Host.Contains(':', StringComparison.Ordinal) ? $"[{settings.Host}]" : settings.Host;
    }
}
