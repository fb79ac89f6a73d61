using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tables;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Extracts;

/// <summary>Chooses the persons of extracts by the rules of orders, as the ledger has each order.</summary>
/// <param name="keys">Of the series of samples.</param>
/// <param name="excluded">Finds who is left out.</param>
/// <param name="cases">Finds the cases of controls.</param>
internal sealed class EngineSelection(SeriesKeys keys, ExcludedPersons excluded, CasePersons cases) : IOrderSelection
{
    /// <summary>A frame of so few is not stated: its size would say as much as its members.</summary>
    private const long SmallestStated = 100;

    public OrderChoice Choose(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation)
    {
        var ordered = terms.Order ?? throw new InvalidOperationException("An extract without an order.");
        var order = Read(ordered);
        var exclusion = excluded.Of(order, terms, register);
        var named = cases.Of(order, terms, register);
        var choice = order.Target == OrderTarget.Persons
            ? OrderSelection.Choose(
                register,
                catalog,
                order,
                terms.ForGate(),
                ordered.IsAuthority ? RecipientKind.Authority : RecipientKind.Other,
                ordered.Day,
                ordered.JudgedOn,
                asOf,
                new JournalKey(ordered.JudgedAt),
                protection,
                keys,
                new NamedPersons { Excluded = exclusion.Persons, Cases = named.Persons },
                cancellation)
            : BuildingSelection.Choose(
                register.Buildings, catalog, order, terms.ForGate(), ordered.Day, asOf, keys, cancellation);
        if (ordered.Series is { } mark && choice.SeriesHash != mark.KeySha256)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"order \"{ordered.Id}\": the key of series \"{mark.Name}\" is another one than the extract was drawn with. Nothing was "
                    + "drawn. Restore the key from the backup.");
        }

        return new OrderChoice(
            choice.Persons,
            choice.Eligible,
            choice.LeftOut.Banned,
            choice.LeftOut.Protected,
            SampleOf(order, choice, named.Codes, ordered.JudgedAt))
        {
            Counts = new OrderCounts
            {
                Excluded = choice.LeftOut.Excluded,
                UnknownCodes = exclusion.UnknownCodes + named.UnknownCodes,
                Cases = choice.Cases,
                ShortCases = choice.ShortCases,
            },
            Excluded = exclusion.Deliveries,
        };
    }

    public IRecordTable? TableOf(OrderTerms order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderTables.Of(Read(order).Table, order.Day);
    }

    /// <summary>
    /// Bound to when it was judged: two extracts of one old key, of which one came after a non-disclosure order, would else tell of the
    /// order by another hash beside the same persons.
    /// </summary>
    private static string Marked(string frame, long judgedAt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{frame} {judgedAt}"))));

    private static ManifestSample? SampleOf(ExtractOrder order, ExtractChoice choice, long cases, long judgedAt) =>
        order.Sample is { } sample && choice is { Series: { } series, SeriesHash: { } key, FrameHash: { } frame }
            ? new ManifestSample(
                series,
                key,
                sample.Controls is { } controls ? controls.Each * cases : sample.Size,
                Rounded(choice.FrameSize),
                Marked(frame, judgedAt))
            : null;

    /// <summary>To two digits.</summary>
    private static long? Rounded(long size)
    {
        if (size < SmallestStated)
        {
            return null;
        }

        var unit = 1L;
        while (size / unit >= SmallestStated)
        {
            unit *= 10;
        }

        return (size + (unit / 2)) / unit * unit;
    }

    private static ExtractOrder Read(OrderTerms ordered)
    {
        try
        {
            return ExtractOrder.FromJson(ordered.Text);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"order \"{ordered.Id}\": the ledger's text of it cannot be read ({error.Message}). Restore the ledger from a backup, "
                    + "or run the version of the program that wrote it.",
                error);
        }
    }
}
