using Muutostieto.Drops;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Settings;

internal static class DropSettingsLoader
{
    private static readonly string[] Types = ["directory", "sftp"];
    private static readonly string[] Checks = ["size", "hash"];

    /// <summary>Null after a fault.</summary>
    public static DropSettings? Load(JsonValue json, FaultCollector faults)
    {
        if (json.Shape != JsonShape.Object)
        {
            faults.Add(
                json.Place,
                $"expected an object, found {json.Describe()}",
                "Write { \"type\": \"directory\", \"path\": \"drop\" }.");
            return null;
        }

        // Which keys are known depends on the type: without a type that is known, nothing else is judged.
        var type = json.Find("type") is { Shape: JsonShape.Text } value ? value.Text : null;
        var known = type switch
        {
            "directory" => ConfigurationKeys.DirectoryDrop,
            "sftp" => ConfigurationKeys.SftpDrop,
            _ => ConfigurationKeys.DirectoryDrop.Concat(ConfigurationKeys.SftpDrop).ToHashSet(),
        };
        var reader = SectionReader.Open(json, known, faults)!;
        DropSettings? settings = reader.Word("type", Types) switch
        {
            "directory" => Directory(reader),
            "sftp" => SftpDropLoader.Load(reader),
            _ => null,
        };
        var log = Inside(reader, "downloadLog", reader.Text("downloadLog", required: false));
        var comparesContent = reader.Word("publishedCheck", Checks, required: false) == "hash";
        return settings is null ? null : settings with { DownloadLog = log, ComparesContent = comparesContent };
    }

    private static DirectoryDropSettings? Directory(SectionReader reader) =>
        Inside(reader, "path", reader.Text("path")) is { } path ? new DirectoryDropSettings(path) : null;

    internal static string? Inside(SectionReader reader, string key, string? path)
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
