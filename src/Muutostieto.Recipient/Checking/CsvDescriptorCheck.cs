using System.IO.Compression;
using System.Text.Json;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Groups;

namespace Muutostieto.Recipient.Checking;

/// <summary>Compares a CSV package with its own description (<c>datapackage.json</c>): which files, how many rows.</summary>
internal static class CsvDescriptorCheck
{
    private const string Descriptor = "datapackage.json";
    private const string Persons = "henkilot.csv";
    private const string Kind = "package";

    /// <summary>Bytes of the description, unpacked: some kilobytes a file of the package.</summary>
    private const int Largest = 16 << 20;

    internal static void Run(string path, FileCheck check, GroupCatalog catalog)
    {
        using var zip = ZipFile.OpenRead(path);
        if (zip.GetEntry(Descriptor) is not { } entry)
        {
            check.Log.Note(0, Kind, $"no {Descriptor}: whether files or rows are missing cannot be known");
            return;
        }

        try
        {
            using var stream = entry.Open();
            using var document = JsonDocument.Parse(BoundedRead.All(stream, Largest));
            foreach (var resource in document.RootElement.GetProperty("resources").EnumerateArray())
            {
                Compare(resource, zip, check, catalog);
            }
        }
        catch (Exception error)
            when (error is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            check.Log.Fault(0, Kind, $"{Descriptor} is no description of a package. Fetch the file again.");
        }
    }

    private static void Compare(JsonElement resource, ZipArchive zip, FileCheck check, GroupCatalog catalog)
    {
        var name = resource.GetProperty("path").GetString()!;
        if (zip.GetEntry(name) is null)
        {
            check.Log.Fault(0, Kind, $"{name}: missing, although {Descriptor} lists it. Fetch the file again.");
            return;
        }

        if (!check.IsCounted || !resource.TryGetProperty("rows", out var said))
        {
            return;
        }

        var rows =
            name == Persons ? check.Records
            : catalog.Groups.Append(GroupSpec.Raw).FirstOrDefault(spec => CsvTable.Of(spec).FileName == name) is { } of
                ? check.Groups.GetValueOrDefault(of.ToString())
            : said.GetInt64();
        if (rows != said.GetInt64())
        {
            check.Log.Fault(0, Kind, $"{name}: {rows} rows, {Descriptor} says {said.GetInt64()}. Fetch the file again.");
        }
    }
}
