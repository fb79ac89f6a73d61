using System.Globalization;
using System.Text.RegularExpressions;
using Muutostieto.Records;

namespace Muutostieto.Cli.Drafts;

/// <summary>The settings of a new installation, made from the text of those that came with the program.</summary>
/// <param name="IsProduction">Whether it is for real persons.</param>
/// <param name="Sftp">Where files are handed over, as <c>user@host:port</c>; null: a folder of this host.</param>
internal sealed partial record SettingsDraft(bool IsProduction, string? Sftp)
{
    /// <summary>Below the data folder.</summary>
    internal const string KeyFile = "sftp/id_ed25519";

    internal const string KnownHostsFile = "sftp/known_hosts";

    private const string Demo = "\"Environment\": \"demo\",";
    private const string Interface = "  \"Interface\": {";

    /// <summary>Changes the text, and keeps its comments.</summary>
    /// <exception cref="MuutostietoException">Usage: <see cref="Sftp"/> is no address.</exception>
    internal string Change(string text)
    {
        if (IsProduction)
        {
            text = Replace(text, Demo, "\"Environment\": \"production\",");
            text = Replace(text, Interface, "  // " + Interface.TrimStart());
        }

        if (Sftp is not null)
        {
            var (user, host, port) = Parts(Sftp);
            text = Replace(
                text,
                Drops.Match(text).Value,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    "default": {
                          "type": "sftp", "host": {{DraftText.Quoted(host)}}, "port": {{port}}, "user": {{DraftText.Quoted(user)}},
                          "privateKeyFile": "{{KeyFile}}", "knownHostsFile": "{{KnownHostsFile}}", "remotePath": "/"
                        }
                    """));
        }

        return text;
    }

    /// <summary>What <c>ssh-keyscan</c> needs to ask the server for its keys.</summary>
    internal string ScanOptions => Sftp is null ? "" : Parts(Sftp) is (_, var host, not 22 and var port)
        ? string.Create(CultureInfo.InvariantCulture, $"-p {port} {host}")
        : Parts(Sftp).Host;

    private static (string User, string Host, int Port) Parts(string address)
    {
        var match = Address.Match(address);
        var digits = match.Groups["port"] is { Success: true } given ? given.Value : "22";
        return match.Success && ushort.TryParse(digits, CultureInfo.InvariantCulture, out var port)
            ? (match.Groups["user"].Value, match.Groups["host"].Value, port)
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"--sftp: \"{address}\" is no address; expected as muutostieto@sftp.example.fi or with :22 after it. Nothing was written.");
    }

    private static string Replace(string text, string before, string after) =>
        before.Length > 0 && text.Contains(before, StringComparison.Ordinal)
            ? text.Replace(before, after, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The settings that came with the program have no {before}.");

    [GeneratedRegex(@"^(?<user>[^@:\s""\\]+)@(?<host>[A-Za-z0-9.-]+)(:(?<port>[0-9]{1,5}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address { get; }

    /// <summary>The drop that is a folder, and the example of one on a server.</summary>
    [GeneratedRegex(@"""default"": \{ ""type"": ""directory"", ""path"": ""drop"" \}(\n    //.*)*", RegexOptions.CultureInvariant)]
    private static partial Regex Drops { get; }
}
