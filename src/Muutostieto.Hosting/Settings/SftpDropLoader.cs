using System.Text.RegularExpressions;
using Muutostieto.Drops;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads a drop of type <c>sftp</c>.</summary>
internal static partial class SftpDropLoader
{
    /// <summary>Null after a fault.</summary>
    public static SftpDropSettings? Load(SectionReader reader)
    {
        var host = Plain(reader, "host");
        var user = Plain(reader, "user");
        var key = DropSettingsLoader.Inside(reader, "privateKeyFile", reader.Text("privateKeyFile", required: false));
        var knownHosts = DropSettingsLoader.Inside(reader, "knownHostsFile", reader.Text("knownHostsFile", required: false));
        var password = Secret(reader, "password");
        var fingerprints = Fingerprints(reader);
        if (!Has("privateKeyFile") && !Has("passwordFile") && !Has("passwordVariable"))
        {
            reader.Fault("user", "the account has neither a key nor a password",
                "Add \"privateKeyFile\", \"passwordFile\" or \"passwordVariable\" to this object.");
        }

        if (Has("knownHostsFile") == Has("hostKeyFingerprints"))
        {
            reader.Fault("host", "the server's host key is set by exactly one of \"knownHostsFile\" and \"hostKeyFingerprints\"",
                "Keep or add one of the two.");
        }

        var settings = new SftpDropSettings
        {
            Host = host ?? "",
            Port = reader.Number("port", 1, 65535) ?? 22,
            User = user ?? "",
            PrivateKeyFile = key,
            CertificateFile = WithKey(reader, key, "certificateFile", DropSettingsLoader.Inside(
                reader, "certificateFile", reader.Text("certificateFile", required: false))),
            Passphrase = WithKey(reader, key, "passphraseFile", Secret(reader, "passphrase")),
            Password = password,
            KnownHostsFile = knownHosts,
            HostKeyFingerprints = fingerprints,
            RemotePath = DropSettingsLoader.Inside(reader, "remotePath", reader.Text("remotePath", required: false)) ?? "/",
            RecipientFolder = reader.Boolean("recipientFolder", defaultValue: true),
            ConnectTimeoutSeconds = reader.Number("connectTimeoutSeconds", 1, 600),
            TimeoutSeconds = reader.Number("timeoutSeconds", 1, 3600) ?? 60,
            TotalTimeoutSeconds = reader.Number("totalTimeoutSeconds", 1, 172_800),
        };

        // Of the time when OpenSSH's sftp was started: read, and of no effect.
        _ = reader.Text("program", required: false);
        return host is null || user is null || (key is null && password is null) || (knownHosts is null && fingerprints.Count == 0) ? null
            : settings;

        bool Has(string setting) => reader.Value(setting, required: false) is not null;
    }

    private static T? WithKey<T>(SectionReader reader, string? key, string setting, T? value)
        where T : class
    {
        if (value is not null && key is null)
        {
            reader.Fault(setting, $"\"{setting}\" is set, but \"privateKeyFile\" is not", "Set the key that it belongs to, or remove it.");
        }

        return value;
    }

    private static SftpSecret? Secret(SectionReader reader, string what)
    {
        var file = DropSettingsLoader.Inside(reader, what + "File", reader.Text(what + "File", required: false));
        var variable = reader.Text(
            what + "Variable", VariableName(), "the name of an environment variable: letters, digits and underscores", required: false);
        if (file is not null && variable is not null)
        {
            reader.Fault(what + "Variable", $"both \"{what}File\" and \"{what}Variable\" are set", "Keep one of the two.");
        }

        return file is null && variable is null ? null : new SftpSecret(file, file is null ? variable : null);
    }

    private static IReadOnlyList<string> Fingerprints(SectionReader reader)
    {
        if (reader.Value("hostKeyFingerprints", required: false) is null)
        {
            return [];
        }

        var texts = reader.Texts("hostKeyFingerprints");
        if (texts.FirstOrDefault(text => !Fingerprint().IsMatch(text.Text)) is { } wrong)
        {
            reader.Fault("hostKeyFingerprints", $"\"{wrong.Text}\" is no SHA-256 fingerprint",
                "Write what ssh-keygen -l prints: SHA256: and 43 characters.");
            return [];
        }

        return [.. texts.Select(text => text.Text)];
    }

    // A blank or control character has no place in a name.
    private static string? Plain(SectionReader reader, string key)
    {
        var text = reader.Text(key);
        if (text is null || (text.Length > 0 && text[0] != '-' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            return text;
        }

        reader.Fault(key, $"\"{key}\" is empty, begins with a dash or has a blank in it", "Write the plain name.");
        return null;
    }

    [GeneratedRegex(@"^SHA256:[A-Za-z0-9+/]{43}=?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
