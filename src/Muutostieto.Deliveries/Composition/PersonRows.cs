using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The rows of an extract of persons: each is judged as in a base.</summary>
internal sealed class PersonRows(IRegister register, GroupCatalog catalog, DeliveryContext context, Protection protection) : IExtractRows
{
    private const int ReportEvery = 1000;
    private readonly DisclosedRecord.Gate gate = new(
        context.Terms.ForGate(), catalog, context.Day, protection, new OrderHistory(register, new JournalKey(context.To)));

    /// <summary>Who was in the extract before; null: no one is named as removed.</summary>
    internal ExtractRemovals? Removals { get; init; }

    public IReadOnlyList<CsvTable> Tables => gate.Tables;

    public long Cleaned => gate.Cleaned;

    public long Show(IReadOnlyList<long> chosen, IExtractSink sink, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (asOf, shown) = (new JournalKey(context.To), 0L);
        VersionVisitor visit = Visit;
        foreach (var person in context.Terms.Order?.Customer?.Shuffle is { } shuffle ? ShuffledPersons.Of(chosen, shuffle) : chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = register.Show(person, asOf, visit);
        }

        Removals?.Show(gate, sink.Remove, cancellation);
        progress?.Report(shown);
        return shown;

        void Visit(in VersionRow row)
        {
            if (!gate.TryDiscloseBase(row.AsResident(), sink.Next))
            {
                return;
            }

            Removals?.Stays(sink.Next.Content);
            sink.Keep(row.PersonId);
            if (++shown % ReportEvery == 0)
            {
                progress?.Report(shown);
            }
        }
    }
}
