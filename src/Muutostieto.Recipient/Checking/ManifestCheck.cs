using Muutostieto.Recipient.Manifests;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Checks a delivery by its manifest: every file there, with its size, hash and number of records; several manifests also as a chain.
/// </summary>
internal sealed class ManifestCheck
{
    internal const string Form = "manifest";
    private readonly FileHashes hashes;

    private ManifestCheck(FileCheck check, FileHashes hashes)
    {
        Check = check;
        this.hashes = hashes;
    }

    internal FileCheck Check { get; }

    /// <summary>What the manifest says; null when it is none that can be read.</summary>
    internal Manifest? Manifest { get; private init; }

    /// <summary>The listed files of records that are there, with how many records they should hold.</summary>
    internal IReadOnlyList<(string Path, long? Records)> RecordFiles { get; private init; } = [];

    internal static ManifestCheck Run(string path, FileHashes hashes, GroupCatalog catalog, Func<GroupCatalog>? buildings)
    {
        var check = new FileCheck(path, Form) { Bytes = new FileInfo(path).Length, Lines = 1 };
        Manifest manifest;
        try
        {
            manifest = ManifestReader.Read(path);
        }
        catch (MuutostietoException error)
        {
            check.Log.Fault(0, Form, error.Message);
            return new ManifestCheck(check, hashes);
        }

        check.Records = manifest.Records;
        var used = manifest.Delivery.Order?.Target is null ? catalog : buildings?.Invoke() ?? catalog;
        if (manifest.Layouts is { } layouts && !layouts.Equals(used.Digest, StringComparison.OrdinalIgnoreCase))
        {
            check.Log.Note(
                0,
                "layouts",
                "the delivery was made with other record layouts than this program uses: new groups or fields may be unknown to it");
        }

        var neighbours = new NeighbourCheck(check, hashes);
        var files = new List<(string, long?)>();
        foreach (var file in manifest.Files)
        {
            if (neighbours.Check(0, file.Name, file.Bytes, file.Sha256) is { } found
                && (RecordForms.Of(file.Form) is not null || TableFileCheck.IsForm(file.Form)))
            {
                files.Add((found, file.Records));
            }
        }

        return new ManifestCheck(check, hashes) { Manifest = manifest, RecordFiles = files };
    }

    /// <summary>Compares the records that a listed file should hold with those that it holds.</summary>
    internal void CompareRecords(FileCheck file, long? expected)
    {
        if (TableFileCheck.IsForm(file.Form))
        {
            file.Records = expected ?? 0;
        }
        else if (expected is { } records && file.IsCounted && file.Records != records)
        {
            Check.Log.Fault(0, "records", $"{file.Name}: {file.Records} records, {records} expected. Fetch it again.");
        }
    }

    /// <summary>Compares the predecessor that the manifest names with the one among the files checked.</summary>
    internal void ComparePredecessor(IReadOnlyList<ManifestCheck> others)
    {
        if (Manifest?.Delivery is { BeginsAtKey: true, Window.From: { } key })
        {
            Check.Log.Note(0, "chain", $"it begins a chain at journal key {key}: it goes on from data of the interface as of that key");
        }

        if (Manifest?.Delivery is not { Predecessor: { } named } delivery)
        {
            return;
        }

        var before = others.FirstOrDefault(other => other.Manifest?.Delivery.Key == delivery.Before);
        if (before is null)
        {
            Check.Log.Note(0, "chain", $"its predecessor, {delivery.Before!.InPermit}, is not among the files: the chain was not checked");
            return;
        }

        if (!hashes.Of(before.Check.Path).Equals(named.ManifestSha256, StringComparison.OrdinalIgnoreCase))
        {
            Check.Log.Fault(
                0,
                "chain",
                $"{before.Check.Name} is not the predecessor that is meant: its SHA-256 is another. Ask the sender for "
                    + $"{delivery.Before!.InPermit} again.");
        }
        else if (delivery.Window?.From != before.Manifest!.Delivery.Window?.To)
        {
            Check.Log.Fault(
                0,
                "chain",
                $"its window does not start where that of {before.Check.Name} ends: changes are missing. Ask the sender for a new base.");
        }
    }
}
