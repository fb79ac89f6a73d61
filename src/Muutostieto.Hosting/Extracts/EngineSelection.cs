using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tables;
using Muutostieto.Records;
using Muutostieto.Records.Customers;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Extracts;

/// <summary>Chooses the persons, buildings or dwellings of extracts by the rules of orders, as the ledger has each order.</summary>
/// <param name="keys">Of the series of samples.</param>
/// <param name="excluded">Finds who is left out.</param>
/// <param name="cases">Finds the cases of controls.</param>
/// <param name="inputs">The customers' files.</param>
/// <param name="ledger">Has the results before.</param>
internal sealed class EngineSelection(
    SeriesKeys keys, ExcludedPersons excluded, CasePersons cases, CustomerFiles inputs, Func<ILedger> ledger) : IOrderSelection
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
        var drawn = ordered.Series is { } mark ? keys.DrawnBy(mark.Name, mark.KeySha256) : keys;
        var request = new SelectionRequest
        {
            Order = order,
            Terms = terms.ForGate(),
            User = ordered.User,
            Day = ordered.Day,
            JudgedOn = ordered.JudgedOn,
            AsOf = asOf,
            JudgedAt = new JournalKey(ordered.JudgedAt),
            Named = new NamedPersons { Excluded = exclusion.Persons, Cases = named.Persons },
        };
        var choice = order.Target == OrderTarget.Persons
            ? OrderSelection.Choose(register, catalog, request, protection, drawn, cancellation)
            : BuildingSelection.Choose(register.Buildings, catalog, request, drawn, cancellation);
        return new OrderChoice(
            choice.Units,
            choice.Eligible,
            choice.LeftOut.Banned,
            choice.LeftOut.Protected,
            SampleOf(order, choice, named.Codes, ordered))
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

    public bool CanChooseAgain(OrderTerms order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Series is not { } mark || keys.Has(mark.Name, mark.KeySha256);
    }

    public IComputedTable? TableOf(OrderTerms order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderTables.Of(Read(order).Table, order.Day);
    }

    public IRowTables? TablesOf(OrderTerms order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderTables.RowsOf(Read(order).Table, order.Day);
    }

    public IUpdateAnswers AnswersOf(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation)
    {
        var (ordered, mark) = terms.Order is { Update: { } asked } order
            ? (order, asked)
            : throw new InvalidOperationException("An update without a file.");
        var content = inputs.Open(ordered.Id, mark.Sha256);
        CustomerFile? file = null;
        try
        {
            file = CustomerFile.Open($"order \"{ordered.Id}\", the kept file", content, cancellation);
            var before = mark.Since is { } number ? Before(register, catalog, terms, number) : null;
            return new RowAnswers(
                register, content, file, new RowMatcher(register, catalog, MatchTermsOf(terms, asOf), protection), before);
        }
        catch
        {
            file?.Dispose();
            content.Dispose();
            throw;
        }
    }

    /// <summary>Matches as a result before did, so that what has changed since shows.</summary>
    private RowMatcher Before(IRegister register, GroupCatalog catalog, DeliveryTerms terms, int number)
    {
        var key = new DeliveryKey(terms.Permit, DeliveryKey.Extract, number);
        var before = ledger().Find(key) ?? throw new MuutostietoException(
            FailureKind.Integrity,
            $"{key}: the ledger does not have it, and the result after it has what changed since. Nothing was delivered. Restore the "
                + "ledger from a backup.");
        var (former, asOf) = (before.Terms.Value, new JournalKey(before.Window.To));
        return new RowMatcher(
            register,
            catalog,
            MatchTermsOf(former, asOf),
            Protection.Of(register, asOf, new JournalKey(former.Order!.JudgedAt), LateOrder.Disregard));
    }

    private static MatchTerms MatchTermsOf(DeliveryTerms terms, JournalKey asOf)
    {
        var ordered = terms.Order!;
        var order = Read(ordered);
        return new MatchTerms
        {
            Disclosure = terms.ForGate(),
            Methods = (order.Update ?? throw new InvalidOperationException("An update without methods.")).Methods.ToHashSet(),
            Purpose = order.Purpose,
            User = ordered.User,
            Day = ordered.Day,
            JudgedOn = ordered.JudgedOn,
            AsOf = asOf,
            Judged = new JournalKey(ordered.JudgedAt),
        };
    }

    /// <summary>
    /// Bound to the order and to when it was judged, so that no two that differ can be compared: equal frames of two orders would
    /// reveal who is in neither, and those of one old key, of which one came after a non-disclosure order, would reveal that order.
    /// </summary>
    private static string Marked(string frame, OrderTerms ordered) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{frame} {ordered.JudgedAt} {ordered.Text}"))));

    private static ManifestSample? SampleOf(ExtractOrder order, ExtractChoice choice, long cases, OrderTerms ordered) =>
        order.Sample is { } sample && choice is { Series: { } series, SeriesHash: { } key, FrameHash: { } frame }
            ? new ManifestSample(
                series,
                key,
                sample.Controls is { } controls ? controls.Each * cases : sample.Size,
                Rounded(choice.FrameSize),
                Marked(frame, ordered))
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
