using Muutostieto.Drops;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Settings;

internal static class DropSettingsLoader
{
    private static readonly string[] Types = ["directory", "sftp"];

    /// <summary>Null after a fault.</summary>
    public static DropSettings? Load(JsonValue json, FaultCollector faults)
    {
        if (json.Shape != JsonShape.Object)
        {
            faults.Add(json.Place, $"{json.Describe()} stands where an object is expected", "Write { \"type\": \"directory\", \"path\": \"drop\" }.");
            return null;
        }

        // Which keys are known depends on the type: without a type that is known, nothing else is judged.
        string? type = json.Find("type") is { Shape: JsonShape.Text } value ? value.Text : null;
        IReadOnlySet<string> known = type switch
        {
            "directory" => ConfigurationKeys.DirectoryDrop,
            "sftp" => ConfigurationKeys.SftpDrop,
            _ => ConfigurationKeys.DirectoryDrop.Concat(ConfigurationKeys.SftpDrop).ToHashSet(),
        };
        SectionReader reader = SectionReader.Open(json, known, faults)!;
        return reader.Word("type", Types) switch
        {
            "directory" => Directory(reader),
            "sftp" => Sftp(reader),
            _ => null,
        };
    }

    private static DirectoryDropSettings? Directory(SectionReader reader) =>
        Inside(reader, "path", reader.Text("path")) is { } path
            ? new DirectoryDropSettings(path) { DownloadLog = DownloadLog(reader) }
            : null;

    private static SftpDropSettings? Sftp(SectionReader reader)
    {
        string? host = Plain(reader, "host");
        string? user = Plain(reader, "user");
        string? key = Inside(reader, "privateKeyFile", reader.Text("privateKeyFile"));
        string? knownHosts = Inside(reader, "knownHostsFile", reader.Text("knownHostsFile"));
        string remotePath = Inside(reader, "remotePath", reader.Text("remotePath", required: false)) ?? "/";
        int port = reader.Number("port", 1, 65535) ?? 22;
        int timeout = reader.Number("timeoutSeconds", 1, 3600) ?? 60;
        bool recipientFolder = reader.Truth("recipientFolder", otherwise: true);
        string program = reader.Text("program", required: false) ?? "sftp";
        if (host is null || user is null || key is null || knownHosts is null)
        {
            return null;
        }

        return new SftpDropSettings
        {
            Host = host,
            Port = port,
            User = user,
            PrivateKeyFile = key,
            KnownHostsFile = knownHosts,
            RemotePath = remotePath,
            RecipientFolder = recipientFolder,
            TimeoutSeconds = timeout,
            Program = program,
            DownloadLog = DownloadLog(reader),
        };
    }

    private static string? DownloadLog(SectionReader reader) => Inside(reader, "downloadLog", reader.Text("downloadLog", required: false));

    // What goes onto the command line of sftp: a leading dash would be read as an option, a blank or control character has no place in a name.
    private static string? Plain(SectionReader reader, string key)
    {
        string? text = reader.Text(key);
        if (text is null || (text.Length > 0 && text[0] != '-' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            return text;
        }

        reader.Fault(key, $"\"{key}\" is empty, begins with a dash or has a blank in it", "Write the plain name.");
        return null;
    }

    private static string? Inside(SectionReader reader, string key, string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (DataPath.Wrong(path) is { } wrong)
        {
            reader.Fault(key, $"the path {reader.Value(key)!.Describe()} {wrong}", "Write a path without \"..\".");
            return null;
        }

        return path;
    }
}
