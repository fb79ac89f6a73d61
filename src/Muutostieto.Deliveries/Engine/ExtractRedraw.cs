using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Proves an extract: chooses its persons and composes it once more from register and keys, and compares every file of records with what
/// the ledger has of it. What is made is thrown away; non-disclosure orders that came later count for nothing here, as nothing leaves.
/// </summary>
public sealed class ExtractRedraw
{
    private readonly IRegister register;
    private readonly DeliveryLayouts layouts;
    private readonly DeliveryContexts contexts;
    private readonly IDiskSync disk;
    private readonly IOrderSelection selection;
    private readonly ExtractBefore before;
    private readonly string folder;

    internal ExtractRedraw(
        IRegister register,
        DeliveryLayouts layouts,
        DeliveryContexts contexts,
        IDiskSync disk,
        IOrderSelection selection,
        ExtractBefore before,
        string folder) =>
        (this.register, this.layouts, this.contexts, this.disk, this.selection, this.before, this.folder) = (
            register,
            layouts,
            contexts,
            disk,
            selection,
            before,
            folder);

    /// <summary>Draws and composes it again.</summary>
    /// <returns>What was made, the same as recorded.</returns>
    /// <exception cref="MuutostietoException">Integrity: something differs. Usage: it is no extract, or was never composed.</exception>
    public ComposedDelivery Run(Delivery delivery, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery is not { Kind: DeliveryKind.Extract, Composed: not null })
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{delivery.Title}: only an extract that has been made can be drawn again. Name one.");
        }

        var scratch = Path.Combine(folder, FormattableString.Invariant($".redraw-{delivery.Id}"));
        Outbox.Remove(disk.Files, scratch);
        PrivateFile.CreateFolder(disk.Files, scratch);
        try
        {
            var composer = new ExtractComposer(register, layouts.Of(delivery), disk, selection)
            {
                Late = LateOrder.Disregard,
                Persons = layouts.Persons,
                Before = before,
            };
            var made = composer.Compose(contexts.Of(delivery), scratch, progress, cancellation);
            Compare(delivery, made);
            return made;
        }
        finally
        {
            Outbox.Remove(disk.Files, scratch);
        }
    }

    private static void Compare(Delivery delivery, ComposedDelivery made)
    {
        foreach (var recorded in delivery.Files.Where(file => file.Records is not null))
        {
            if (made.Files.FirstOrDefault(file => file.Name == recorded.Name) is not { } again || again.Sha256 != recorded.Sha256)
            {
                throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{delivery.Title}: drawn again, {recorded.Name} is another file than the ledger recorded ({made.Persons} "
                        + $"{delivery.Terms.Value.Order!.Target ?? "persons"} beside {delivery.Counts.Persons}). Register, layouts, "
                        + "program or the key of the series are not those that it was made with.");
            }
        }
    }
}
