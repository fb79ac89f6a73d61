using Muutostieto.Recipient.Loading.Chain;
using Muutostieto.Recipient.Loading.Lists;
using Muutostieto.Recipient.Manifests;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Recipient.Loading;

/// <summary>
/// Keeps a recipient's database equal to the register: applies the base and the changes of a folder in order, as far as they lead, and
/// answers each with a receipt.
/// May be stopped anywhere and run again as often as one likes.
/// </summary>
/// <param name="catalog">The record layouts.</param>
/// <param name="clock">Gives the time of rows and receipts.</param>
/// <param name="words">The words of remedies, for refusals and receipts.</param>
/// <param name="onProgress">Called every <see cref="FileProgress.Step"/> records.</param>
/// <param name="onLoaded">Called after each delivery.</param>
public sealed class DeliveryLoader(
    GroupCatalog catalog,
    TimeProvider clock,
    IRemedyWords words,
    Action<FileProgress>? onProgress = null,
    Action<LoadedStep>? onLoaded = null)
{
    /// <summary>Loads what continues the database.</summary>
    /// <returns>What was loaded; <see cref="LoadResult.Refusal"/> says why it stopped before the end.</returns>
    /// <exception cref="MuutostietoException">Nothing can be loaded at all: no folder, no database, deliveries of another permit or
    /// recipient; a base that would leave far fewer residents and is not accepted.</exception>
    public LoadResult Load(LoadOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (found, damaged) = DownloadFolder.Read(options.Folder);
        if (options.Permit is { } only)
        {
            found.RemoveAll(delivery => delivery.Identity.Permit != only);
            damaged.RemoveAll(manifest => manifest.Permit is { } other && other != only);
        }

        var rejected = damaged.ConvertAll(RejectedManifest.Of);
        var gate = new SignatureGate(options.Verifier);
        var receipts = new ReceiptFolder(options.Receipts ?? ReceiptFolder.Default(options.Folder));
        if (!File.Exists(options.Database))
        {
            Reject(gate.TakeOut(found, []), rejected, receipts);
        }

        if (found.Count == 0 && rejected.Count > 0 && !File.Exists(options.Database))
        {
            throw new MuutostietoException(FailureKind.Integrity, Reasons(rejected));
        }

        if (found.Count == 0 && !File.Exists(options.Database))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{options.Folder}: no delivery{(options.Permit is { } permit ? $" of the permit {permit}" : "")} there, which a manifest "
                    + "(.json) would say. Fetch one, or name the folder that has it.");
        }

        using var database = RecipientDatabase.Open(options.Database, catalog);
        Reject(gate.TakeOut(found, database.Deliveries.Loaded()), rejected, receipts);
        RequireOwner(found, database.Deliveries.Owner(), options);
        var lists = new SentLists(options.Folder, options.Lists ?? ReceiptFolder.Default(options.Folder));
        var loaded = new List<LoadedStep>();
        var refusal = LoadAll(options, database, found, rejected, lists, receipts, loaded, cancellation);
        return new LoadResult(
            database.Deliveries.Owner()?.Permit,
            loaded,
            refusal,
            database.Residents,
            database.Deliveries.Loaded().LastOrDefault()?.Shown);
    }

    /// <summary>The sender learns of what was signed by another or altered; what fetching again may mend is no refusal.</summary>
    private void Reject(
        List<(FoundDelivery Delivery, SignatureFault Fault)> refused,
        List<RejectedManifest> rejected,
        ReceiptFolder receipts)
    {
        foreach (var (delivery, fault) in refused)
        {
            rejected.Add(new RejectedManifest(delivery.Identity.Permit, fault.Message, fault.IsInTransfer));
            if (!fault.IsInTransfer)
            {
                receipts.Refuse(delivery, $"{fault.Message}.", clock.GetUtcNow());
            }
        }
    }

    private string? LoadAll(
        LoadOptions options,
        RecipientDatabase database,
        List<FoundDelivery> found,
        List<RejectedManifest> rejected,
        SentLists lists,
        ReceiptFolder receipts,
        List<LoadedStep> loaded,
        CancellationToken cancellation)
    {
        while (true)
        {
            var rows = database.Deliveries.Loaded();
            var chain = new DeliveryChain(found, rows, options.FromKey);
            Answer(found, chain, rows, receipts);
            if (chain.Next() is not { } step)
            {
                return rejected.Count > 0 ? Reasons(rejected) : null;
            }

            // What seems to be missing may be what was rejected: a gap is no refusal then.
            var refusal = step.Refusal;
            if (refusal is not null && rejected.Count > 0)
            {
                return Reasons(rejected);
            }

            if (step.NeedsKey is { } key)
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{step.Delivery.Shown} begins at journal key {key}: it goes on from data that came over the interface. Nothing of it "
                        + "was loaded.")
                {
                    Remedy = new RecipientRemedy.SayKey(key),
                };
            }

            try
            {
                if (refusal is null)
                {
                    var (entry, path) = DeliveredFile.Choose(
                        step.Delivery,
                        options.Form,
                        step.Delivery.IsBase ? null : rows.LastOrDefault()?.HasAllGroups);
                    RequirePersons(step.Delivery, database, options);
                    var counts = database.Apply(
                        step.Delivery,
                        path,
                        entry,
                        lists,
                        options.Accept,
                        rows.LastOrDefault()?.Id,
                        ReceiptFolder.Shown(clock.GetUtcNow()),
                        onProgress,
                        cancellation);
                    loaded.Add(new LoadedStep(step.Delivery.Identity.Kind, step.Delivery.Identity.Number, entry.Name, counts)
                    {
                        Damaged = DeliveredFile.DamagedBeside(step.Delivery, entry),
                    });
                    onLoaded?.Invoke(loaded[^1]);
                    continue;
                }
            }
            catch (MuutostietoException error) when (error.Kind == FailureKind.Integrity)
            {
                refusal = words.Of(error);
            }

            receipts.Refuse(step.Delivery, refusal, clock.GetUtcNow());
            return refusal;
        }
    }

    /// <summary>Changes of a chain without a base need what the interface gave before them.</summary>
    private static void RequirePersons(FoundDelivery delivery, RecipientDatabase database, LoadOptions options)
    {
        if (delivery.Identity.BeginsAtKey && !database.HasPersons)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{options.Database}: it has no persons, and {delivery.Shown} goes on from those that the interface gave. Write them into "
                    + "it first, or ask the sender for a base.");
        }
    }

    private static string Reasons(List<RejectedManifest> rejected)
    {
        var again = string.Join("; ", rejected.Where(manifest => manifest.IsInTransfer).Select(manifest => manifest.Message));
        var others = rejected.Where(manifest => !manifest.IsInTransfer).Select(manifest => $"{manifest.Message}.");
        return string.Join(" ", again.Length == 0 ? others : others.Prepend($"{again}, then load again."));
    }

    private void Answer(List<FoundDelivery> found, DeliveryChain chain, List<LoadedDelivery> rows, ReceiptFolder receipts)
    {
        foreach (var delivery in found)
        {
            if (rows.Find(row => row.Sha256 == delivery.Sha256) is { } row)
            {
                receipts.Accept(delivery, row, clock.GetUtcNow());
            }
        }

        foreach (var delivery in chain.PassedOver())
        {
            receipts.Accept(delivery, null, clock.GetUtcNow());
        }
    }

    private static void RequireOwner(List<FoundDelivery> found, (string Permit, string? Recipient)? owner, LoadOptions options)
    {
        var (permit, recipient) = owner ?? (found.Count > 0 ? (found[0].Identity.Permit, found[0].Identity.Recipient) : ("", null));
        if (options.Permit is { } only && owner is not null && only != permit)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{options.Database}: of the permit {permit}, not {only}.")
            {
                Remedy = new RecipientRemedy.OtherDatabase(),
            };
        }

        foreach (var delivery in found)
        {
            var name = Path.GetFileName(delivery.ManifestPath);
            if (delivery.Identity.Permit != permit)
            {
                throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{name}: of the permit {delivery.Identity.Permit}, expected "
                        + $"{permit}{(owner is null ? " as the folder's first" : " as the database")}.")
                {
                    Remedy = new RecipientRemedy.ChoosePermit(),
                };
            }

            if (recipient is not null && delivery.Identity.Recipient is { } other && other != recipient)
            {
                throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{name}: for the recipient {other}, expected {recipient}. It is not yours: do not use it, and inform the sender.");
            }
        }
    }
}
