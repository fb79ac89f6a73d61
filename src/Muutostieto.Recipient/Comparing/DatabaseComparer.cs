using Muutostieto.Recipient.Loading;
using Muutostieto.Recipient.Loading.Chain;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Reconciliation;

namespace Muutostieto.Recipient.Comparing;

/// <summary>
/// Compares a recipient's database with the sender's reconciliation file: count and digest of the living residents of each municipality.
/// Names the differing municipalities and what to request; never a person.
/// </summary>
/// <param name="catalog">The record layouts.</param>
/// <param name="words">The words of remedies, for the advice.</param>
/// <param name="onProgress">Called at intervals with the number of residents compared.</param>
public sealed class DatabaseComparer(GroupCatalog catalog, IRemedyWords words, Action<long>? onProgress = null)
{
    /// <summary>Compares.</summary>
    /// <param name="path">The database.</param>
    /// <param name="file">What the sender says.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">There is no database, or the file is of another permit or recipient.</exception>
    public ComparisonResult Compare(string path, ReconciliationFile file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!File.Exists(path))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{path}: no such database. Load the deliveries first.");
        }

        using var database = RecipientDatabase.Open(path, catalog);
        RequireOwner(path, database.Deliveries.Owner(), file);
        var asOf = $"{file.AsOf.Kind} {file.AsOf.Number:D3}";
        var loaded = database.Deliveries.Loaded();
        if (WhyNot(path, file, loaded, asOf) is { } reason)
        {
            return new ComparisonResult(asOf, reason, 0, file.Persons, [], null);
        }

        var here = new ResidentDigests();
        foreach (var municipality in file.Municipalities)
        {
            here.Expect(municipality.Municipality);
        }

        database.AddResidents(here, onProgress, cancellation);
        var genuineOnly = loaded[^1] is { HasAllGroups: false };
        var there = file.Municipalities.ToDictionary(municipality => municipality.Municipality);
        var differences = here
            .Municipalities.Where(own =>
                !there.TryGetValue(own.Municipality, out var theirs) || theirs.Persons != own.Persons || !AreSame(own, theirs, genuineOnly))
            .Select(own => new MunicipalityDifference(
                own.Municipality,
                own.Persons,
                there.GetValueOrDefault(own.Municipality)?.Persons ?? 0))
            .ToList();
        return new ComparisonResult(
            asOf,
            null,
            here.Municipalities.Count,
            file.Persons,
            differences,
            differences.Count == 0 ? null : Advice(file, differences));
    }

    /// <summary>A database of a form with genuine groups only is compared by these alone.</summary>
    private static bool AreSame(MunicipalityDigest here, MunicipalityDigest there, bool genuineOnly) =>
        genuineOnly && there.GenuineDigest is { } genuine
            ? genuine.Equals(here.GenuineDigest, StringComparison.OrdinalIgnoreCase)
            : there.Digest.Equals(here.Digest, StringComparison.OrdinalIgnoreCase);

    private static void RequireOwner(string path, (string Permit, string? Recipient)? owner, ReconciliationFile file)
    {
        if (owner is { } own && own.Permit != file.Permit)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: of the permit {own.Permit}, and the reconciliation file is of {file.Permit}. Name the file of the same permit.");
        }

        if (owner?.Recipient is { } recipient && recipient != file.Recipient)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"the reconciliation file is for the recipient {file.Recipient}, expected {recipient}. It is not yours: do not use it, and "
                    + "inform the sender.");
        }
    }

    /// <summary>
    /// The state of the last key loaded is compared with the state of the file's key. Another delivery with the same last key, an empty one
    /// or one that repairs, ends in the same state.
    /// </summary>
    private static string? WhyNot(string path, ReconciliationFile file, List<LoadedDelivery> loaded, string asOf)
    {
        var them = $"the reconciliation file is as of {asOf} (journal key {file.AsOf.JournalKey})";
        if (loaded.LastOrDefault() is not { } head)
        {
            return $"{path}: nothing is loaded, and {them}. Load the deliveries first.";
        }

        if (loaded.Find(row => row.Kind == file.AsOf.Kind && row.Number == file.AsOf.Number) is { } same
            && !same.Sha256.Equals(file.AsOf.ManifestSha256, StringComparison.OrdinalIgnoreCase))
        {
            return $"{path}: {asOf} was loaded with another content than the one that the reconciliation file speaks of. Ask the sender "
                + "which is right.";
        }

        return head.To == file.AsOf.JournalKey ? null
            : $"{path}: {head.Shown} was loaded last (journal key {head.To}), and {them}. "
                + (
                    head.To < file.AsOf.JournalKey
                        ? $"Load the deliveries up to {asOf} and compare again."
                        : "Ask the sender for a newer reconciliation file.");
    }

    private string Advice(ReconciliationFile file, List<MunicipalityDifference> differences)
    {
        var known = file
            .Municipalities.Select(municipality => municipality.Municipality)
            .Intersect(differences.Select(difference => difference.Municipality))
            .ToList();
        var layouts =
            file.Layouts == catalog.Digest ? "" : " The record layouts here are others than those of the delivery, which may be why.";
        return known.Count == 0
            ? $"Ask the sender for a new base.{layouts}"
            : words.Of(new RecipientRemedy.AskForRepair(file.Permit, known)) + layouts;
    }
}
