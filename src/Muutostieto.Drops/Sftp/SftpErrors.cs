using System.Globalization;
using Muutostieto.Records;

namespace Muutostieto.Drops.Sftp;

/// <summary>What ssh, sftp and the server say, in the user's words, and whether it passes.</summary>
/// <param name="drop">The drop's name in the configuration.</param>
/// <param name="settings">How it is reached.</param>
/// <param name="folder">The remote folder.</param>
internal sealed class SftpErrors(string drop, SftpDropSettings settings, string folder) : DropErrors(drop, Address(settings) + folder)
{
    private static readonly string[] Passing =
    [
        "Connection refused", "timed out", "Connection reset", "Connection closed", "lost connection", "Broken pipe", "No route to host",
        "Network is unreachable", "Host is down", "Could not resolve hostname", "closed by remote host", "kex_exchange_identification", "Timeout, server",
    ];

    private static readonly string[] FullDisk = ["Failure", "No space left", "quota"];

    public static string Address(SftpDropSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"sftp://{settings.User}@{settings.Host}:{settings.Port}");

    public MuutostietoException NoProgram(Exception? failure) => new(
        ExitCode.Error,
        $"{Where}: the program \"{settings.Program}\" cannot be started, expected OpenSSH's sftp. Install the OpenSSH client, or name it as the drop's \"program\".",
        failure);

    public MuutostietoException TooSlow(TimeSpan limit) => Pass(
        string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds:0} seconds"));

    public MuutostietoException TooMuch(int most) => Stay(
        string.Create(CultureInfo.InvariantCulture, $"the server's answer has more than {most} characters, or a line of more than {SftpAnswer.LongestLine}. Ask the drop's operator to clear the folder, or to check the server."));

    /// <summary>A recipient's file was listed as small, and no end of it comes.</summary>
    public MuutostietoException GrowsWithoutEnd(int limit) => Stay(
        string.Create(CultureInfo.InvariantCulture, $"a file in {folder} had more than {limit} bytes when it was fetched, though it was listed as smaller. Ask the recipient what writes it."));

    /// <summary>sftp has ended although more was to be done.</summary>
    public MuutostietoException ConnectionEnded(IReadOnlyList<string> said)
    {
        if (Says(said, "HOST IDENTIFICATION HAS CHANGED", "Host key verification failed", "host key is known for", "differs from the key for"))
        {
            return Stay(
                $"the server's host key is not the one in {settings.KnownHostsFile}. Nothing was sent. "
                + "Ask the server's keeper for the key's fingerprint by another way; put the new key into that file only if it agrees.");
        }

        if (Says(said, "Permission denied", "Too many authentication failures"))
        {
            return Stay(
                $"the server refused the key {settings.PrivateKeyFile} for the user {settings.User}. "
                + "Check that the key has no passphrase and that its public half is among the account's authorized keys.");
        }

        if (Says(said, "Unable to negotiate", "no matching"))
        {
            return Stay($"the server and this client have no algorithm in common ({Words(said)}). Update the older of the two.");
        }

        if (Says(said, "subsystem request failed", "Received message too long"))
        {
            return Stay($"the server answers, but not with SFTP ({Words(said)}). Have its SFTP subsystem switched on for the account.");
        }

        // sftp's own last word, after whatever ssh has said; alone it gives no reason.
        var reasons = said.Where(line => line.Trim().TrimEnd('.') is not ("" or "Connection closed")).ToList();
        if (reasons.Count == 0 || Says(reasons, Passing))
        {
            return Pass(reasons.Count == 0 ? "the connection ended" : Words(reasons));
        }

        return Stay($"sftp failed: {Words(reasons)}. Put that right, then run again.");
    }

    /// <summary>The drop's folder cannot be entered or listed.</summary>
    public MuutostietoException NoFolder(IReadOnlyList<string> said) => Says(said, "ermission denied")
        ? Stay($"the folder {folder} cannot be entered by the user {settings.User}. Have the server's keeper grant it.")
        : Stay($"the folder {folder} is missing on the server ({Words(said)}). Have the recipient's folders download and upload made there, or correct remotePath.");

    /// <summary>A command on one of the files failed.</summary>
    public MuutostietoException CommandFailed(string action, IReadOnlyList<string> said)
    {
        if (Says(said, "ermission denied", "Read-only file system"))
        {
            return Stay($"{action}: the folder {folder} is not writable for the user {settings.User}. Have the server's keeper grant it.");
        }

        if (SaysMissing(said))
        {
            return Stay($"{action}: {Words(said)}. Something else changes the folder {folder} at the same time; find out what, then run again.");
        }

        return Says(said, FullDisk)
            ? Stay($"{action}: the server failed ({Words(said)}), most often because its disk or the account's quota is full. Make room there, then run again.")
            : Stay($"{action}: {Words(said)}. Put that right, then run again.");
    }

    /// <summary>A file has appeared under the name while the delivery was under way.</summary>
    public MuutostietoException NotRevealed(DropFile file, IReadOnlyList<string> said) => Stay(
        $"{file.Name} arrived but could not be given its name ({Words(said)}). Look what stands under that name, then run again.");

    /// <summary>Whether what was asked for is simply not there.</summary>
    public static bool SaysMissing(IReadOnlyList<string> said) => Says(said, "No such file or directory", "not found");

    private static bool Says(IReadOnlyList<string> said, params string[] words) =>
        said.Any(line => words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The last thing said that says why, with nothing that could steer a terminal.</summary>
    private static string Words(IReadOnlyList<string> said)
    {
        var words = said.Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var last = words.LastOrDefault(line => !line.StartsWith("Connection closed", StringComparison.Ordinal)) ?? words.LastOrDefault() ?? "nothing was said";
        return new string([.. last.Where(c => !char.IsControl(c))]).Trim().TrimEnd('.');
    }

    private MuutostietoException Pass(string what) => new(
        ExitCode.TryAgainLater,
        $"{Where}: unreachable, {what}. Run again later; if it stays, check host and port and that the server is up.");

    private MuutostietoException Stay(string what) => new(ExitCode.Error, $"{Where}: {what}");
}
