using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition.Updates;

/// <summary>Composes the result of an update: an answer for each row of the customer's file.</summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The record layouts.</param>
/// <param name="disk">Makes files durable.</param>
/// <param name="selection">Matches the rows.</param>
/// <param name="audit">Records whose data were delivered; null: not recorded, and the manifest names no entry.</param>
/// <param name="sign">Gives the signature of the manifest; null: it has none.</param>
internal sealed class UpdateComposer(
    IRegister register,
    GroupCatalog catalog,
    IDiskSync disk,
    IOrderSelection selection,
    DeliveryAudit? audit,
    Func<byte[], byte[]>? sign)
{
    /// <summary>What becomes of a person whose non-disclosure order came after the update was planned.</summary>
    internal LateOrder Late { get; init; } = LateOrder.Refuse;

    /// <summary>Writes the result's files into a folder, which is there and empty.</summary>
    /// <param name="context">Which update.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="progress">Called with the number of rows; null when not needed.</param>
    /// <param name="cancellation">Breaks off; what is in the folder then is no delivery.</param>
    internal ComposedDelivery Compose(DeliveryContext context, string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (to, judged) = (new JournalKey(context.To), new JournalKey(context.JudgedAt));
        using var answers = selection.AnswersOf(
            register, catalog, context.Terms, to, Protection.Of(register, to, judged, Late), cancellation);
        var names = new DeliveryNames(context);
        using var forms = new ResultForms(context, names, new ResultTables(answers.Tables, answers.Passed), folder, disk);
        using var writer = new DeliveryWriter(context, catalog, names, forms, folder, disk, audit, sign);
        var found = new SortedDictionary<(int Outcome, string Method), long>();
        try
        {
            answers.Give(
                answer =>
                {
                    if (answer is { Person: { } person, Content: { } content })
                    {
                        writer.Count(person, content);
                    }

                    forms.Write(answer);
                    var key = (answer.TrueOutcome, answer.TrueMethod ?? "");
                    found[key] = found.GetValueOrDefault(key) + 1;
                },
                progress,
                cancellation);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a document cannot be delivered ({error.Message}). Nothing was delivered; correct the register.",
                error);
        }

        writer.Cleaned = answers.Cleaned;
        writer.SourceTo = register.SourceKeyAt(to);
        return writer.Complete(writer.Persons, 0, cancellation) with
        {
            Outcomes =
            [
                .. found.Select(each => new UpdateOutcome(
                    each.Key.Outcome, each.Key.Method.Length == 0 ? null : each.Key.Method, each.Value)),
            ],
        };
    }
}
