using Muutostieto.Recipient.Manifests;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Says whether delivered files are whole and right: files of records in any form, lists of hashes (<c>.sha256</c>) and manifests, whose
/// files are checked with them.
/// Reads each file as a stream; memory does not grow with its size.
/// </summary>
/// <param name="catalog">The record layouts.</param>
/// <param name="onProgress">Called every <see cref="FileProgress.Step"/> records and at the end of each file.</param>
/// <param name="verifier">Judges the signatures of manifests; null: they are not checked, and the report says so.</param>
/// <param name="buildings">Gives the layouts of buildings; null: every file is about persons.</param>
public sealed class FileChecker(
    GroupCatalog catalog,
    Action<FileProgress>? onProgress = null,
    ManifestVerifier? verifier = null,
    Func<GroupCatalog>? buildings = null)
{
    /// <summary>Checks files.</summary>
    /// <param name="paths">Files to check.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>What was found in each; a fault inside a file does not keep the others from being checked.</returns>
    /// <exception cref="MuutostietoException">A path named is missing, a folder, empty or not readable; nothing was checked, all such paths
    /// are in the message.</exception>
    public CheckReport Check(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireAll(paths);
        var hashes = new FileHashes();
        var manifests = new List<ManifestCheck>();
        var done = new OrderedDictionary<string, FileCheck>();
        foreach (var path in paths.Where(path => !done.ContainsKey(Path.GetFullPath(path))))
        {
            var look = ManifestLook.At(path);
            if (look.Damaged is { } damaged)
            {
                var check = new FileCheck(path, ManifestCheck.Form) { Bytes = new FileInfo(path).Length };
                check.Log.Fault(0, "damaged", $"{damaged.Message}.");
                done.Add(check.Path, check);
                continue;
            }

            if (!look.IsManifest)
            {
                Run(path, hashes, done, mayLackCodes: false, cancellation);
                continue;
            }

            var manifest = ManifestCheck.Run(path, hashes, catalog, buildings);
            SignatureCheck.OfManifest(manifest.Check, verifier);
            done.Add(manifest.Check.Path, manifest.Check);
            manifests.Add(manifest);
            foreach (var (file, records) in manifest.RecordFiles)
            {
                manifest.CompareRecords(
                    Run(file, hashes, done, manifest.Manifest?.Delivery.Order?.WithoutCodes == true, cancellation), records);
            }
        }

        foreach (var manifest in manifests)
        {
            manifest.ComparePredecessor(manifests);
        }

        foreach (var check in done.Values)
        {
            TableFileCheck.Conclude(check, hashes);
        }

        RequireSigned(done.Values, manifests);

        return new CheckReport([.. done.Values.Select(check => check.ToReport())]);
    }

    private GroupCatalog CatalogOf(string path) =>
        buildings is not null && RecordUnits.Of(path, buildings) == RecordUnit.Building ? buildings() : catalog;

    /// <summary>Where signatures are required, records are sound only as part of a delivery whose manifest was checked.</summary>
    private void RequireSigned(IEnumerable<FileCheck> checks, IReadOnlyList<ManifestCheck> manifests)
    {
        if (verifier is null)
        {
            return;
        }

        var listed = manifests
            .SelectMany(manifest => manifest.RecordFiles)
            .Select(file => Path.GetFullPath(file.Path))
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var check in checks.Where(check =>
                check.Form is not (ManifestCheck.Form or SignatureCheck.Form) && !ListFileCheck.IsList(check.Path)))
        {
            if (check.Form == HashListCheck.Form)
            {
                check.Log.Note(0, SignatureCheck.Form, "a hash list is not signed. Check the manifest (.json), which is");
            }
            else if (!listed.Contains(check.Path))
            {
                check.Log.Fault(
                    0,
                    SignatureCheck.Form,
                    "no signed manifest that was checked lists it. Check its manifest (.json) with it.");
            }
        }
    }

    private static void RequireAll(IReadOnlyList<string> paths)
    {
        var errors = new List<MuutostietoException>();
        foreach (var path in paths.Where(path => !IsSignature(path) && ManifestLook.At(path).Damaged is null))
        {
            try
            {
                InputFile.Open(path).Dispose();
            }
            catch (MuutostietoException error)
            {
                errors.Add(error);
            }
        }

        if (errors.Count > 0)
        {
            throw errors.Count == 1
                ? errors[0]
                : new MuutostietoException(
                    errors[0].Kind,
                    string.Join(Environment.NewLine, errors.Select(error => error.Message)),
                    errors[0]);
        }
    }

    /// <summary>A signature without content is a damaged one, and no reason to check nothing.</summary>
    private static bool IsSignature(string path) => ManifestSignature.IsNamedAsOne(path) && File.Exists(path);

    private FileCheck Run(
        string path, FileHashes hashes, OrderedDictionary<string, FileCheck> done, bool mayLackCodes, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path);
        if (done.TryGetValue(full, out var earlier))
        {
            return earlier;
        }

        FileCheck check;
        try
        {
            check = IsSignature(path) ? SignatureCheck.Run(path, verifier)
                : ListFileCheck.IsList(path) ? ListFileCheck.Run(path)
                : HashListCheck.IsHashList(path) ? HashListCheck.Run(path, hashes)
                : TableFileCheck.IsTables(path) ? TableFileCheck.Run(path)
                : RecordFileCheck.Run(path, CatalogOf(path), mayLackCodes, onProgress, cancellation);
        }
        catch (MuutostietoException error)
        {
            check = new FileCheck(path, "unreadable") { Bytes = new FileInfo(path).Length };
            check.Log.Fault(0, "unreadable", RecordFile.Reason(error));
        }

        done.Add(full, check);
        return check;
    }
}
