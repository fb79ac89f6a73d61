using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Deliveries.Engine;

public sealed partial class DeliveryPlanner
{
    /// <summary>How many persons must fit an order that says nothing else: of fewer, single persons could be read from the
    /// criteria.</summary>
    public const long SmallestFrame = ExtractRequest.DefaultSmallestFrame;

    private const int DigestLength = 12;
    private const string PersonTable = "henkilot";

    /// <summary>The extract that answers an order: the one that there is, unless the order reads otherwise since or another is asked
    /// for.</summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="again">Whether another one is made beside one that there is.</param>
    /// <param name="chosen">Is shown who was chosen, when another one is planned; null when not needed.</param>
    /// <param name="cancellation">Breaks off the look at how many fit.</param>
    /// <exception cref="MuutostietoException">Usage: too few fit, or the register is empty or has no such key.</exception>
    public Delivery Extract(
        Permit permit, ExtractRequest request, bool again, Action<OrderChoice>? chosen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        if (!again && ExtractOf(permit, request) is { } known)
        {
            return known;
        }

        var name = Free(permit, DeliveryKind.Extract, OccurrenceOf(request), _ => true);
        return Extract(permit, request, name, Now(), chosen, cancellation);
    }

    /// <summary>
    /// The extract of an occurrence of a repeated order's rhythm. When it was withdrawn before its recipient could have it, or by a run
    /// because of a non-disclosure order, another one serves the occurrence; not when a form has no room for it and the order reads as it
    /// did then.
    /// </summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="occurrence">Of the order's rhythm.</param>
    /// <param name="chosen">Is shown who was chosen, when the extract is planned now; null when not needed.</param>
    /// <param name="cancellation">Breaks off the look at how many fit.</param>
    /// <exception cref="MuutostietoException">Usage: too few fit, or the register is empty.</exception>
    public Delivery Extract(
        Permit permit,
        ExtractRequest request,
        Occurrence occurrence,
        Action<OrderChoice>? chosen,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        var name = Free(
            permit,
            DeliveryKind.Extract,
            $"order {request.Order} at {occurrence.Name}",
            taken => (taken is { State: DeliveryState.Withdrawn, Published: null } && !IsOfNoRoom(taken, request))
                || taken is { State: DeliveryState.Withdrawn, WithdrawalReason: PublishedReview.Reason });
        return ledger.FindOccurrence(permit.Id, DeliveryKind.Extract, name)
            ?? Extract(permit, request, name, occurrence.Planned, chosen, cancellation);
    }

    private static bool IsOfNoRoom(Delivery withdrawn, ExtractRequest request) =>
        withdrawn.WithdrawalReason?.StartsWith(DeliveryWithdrawal.NoRoomReason, StringComparison.Ordinal) == true
        && withdrawn.Terms.Value.Order?.Text == request.Text;

    private Delivery Extract(
        Permit permit,
        ExtractRequest request,
        string occurrence,
        DateTimeOffset planned,
        Action<OrderChoice>? chosen,
        CancellationToken cancellation)
    {
        var key = KeyOf(request);
        var terms = TermsOf(permit, request, key);
        var choice = ChoiceOf(terms, key, cancellation);
        var table = selection.TableOf(terms.Order!);
        RequireFrame(request, choice.Frame, Math.Max(request.SmallestFrame, table?.SmallestFrame ?? 0));
        if (TableOfAll(terms) is { } largest)
        {
            RequireRoom(request, largest, choice.Units.Count);
        }

        RequireCases(request, choice.Counts.Cases);
        chosen?.Invoke(choice);
        var used = layouts.For(terms);
        handover?.Keep(register, used, terms, key, choice);
        terms = terms with
        {
            Order = terms.Order! with { Excluded = choice.Excluded, Previous = PreviousOf(permit, request, terms) },
        };
        if (choice.Sample is { } sample)
        {
            terms = terms with { Order = terms.Order! with { Series = new SeriesMark(sample.Series, sample.KeySha256) } };
        }

        return Plan(permit, occurrence, planned, key, terms, used);
    }

    /// <summary>Plans an extract as of a key, with the terms and layouts that it is composed with.</summary>
    private Delivery Plan(
        Permit permit, string occurrence, DateTimeOffset planned, JournalKey key, DeliveryTerms terms, GroupCatalog used)
    {
        var plan = new DeliveryPlan
        {
            Permit = permit.Id,
            Kind = DeliveryKind.Extract,
            Occurrence = occurrence,
            Planned = planned,
            Window = new DeliveryWindow(null, key.Value),
            RegisterFingerprint = RegisterFingerprint.At(register, key),
            Terms = terms.ToJson(),
            CatalogDigest = used.Digest,
        };
        return Plan(plan, used);
    }

    /// <summary>The newest extract that answers the order as it reads now; null when there is none that is not withdrawn.</summary>
    public Delivery? ExtractOf(Permit permit, ExtractRequest request)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        return ledger.List(new DeliveryFilter(permit.Id, DeliveryKind.Extract))
            .LastOrDefault(delivery => delivery.State != DeliveryState.Withdrawn && Answers(delivery, request));
    }

    /// <summary>Whether a delivery answers the order as it reads now; one of a rhythm's occurrence does not count.</summary>
    public static bool Answers(Delivery delivery, ExtractRequest request)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(request);
        var name = OccurrenceOf(request);
        return delivery.Occurrence == name || delivery.Occurrence.StartsWith(name + " ", StringComparison.Ordinal);
    }

    /// <summary>What has no identity codes, a table or addresses that are lent, names no one who is not in it any more.</summary>
    private int? PreviousOf(Permit permit, ExtractRequest request, DeliveryTerms terms) =>
        selection.TableOf(terms.Order!) is null && terms.Order!.Customer?.IsLent != true ? before.NumberFor(permit.Id, request) : null;

    /// <summary>A digest of the permit's terms that an order's extract would be made by now; the order is no part of it.</summary>
    public string TermsDigest(Permit permit, ExtractRequest request) =>
        (ContextOf(permit, request).Terms.ContentTerms() with { Order = null }).Digest();

    /// <summary>What an extract for the order would be, planned now.</summary>
    internal DeliveryContext ContextOf(Permit permit, ExtractRequest request)
    {
        var key = KeyOf(request);
        var terms = TermsOf(permit, request, key);
        return new DeliveryContext
        {
            Terms = terms with { Order = terms.Order! with { Previous = PreviousOf(permit, request, terms) } },
            Kind = DeliveryKind.Extract,
            Number = 1,
            Planned = Now(),
            To = key.Value,
        };
    }

    private DeliveryTerms TermsOf(Permit permit, ExtractRequest request, JournalKey key)
    {
        var (today, head) = (HelsinkiTime.Today(clock), register.LatestKey());
        var customer = OrderCustomers.Of(
            configuration.Partners, permit, request, () => RegisterFingerprint.At(register, key), today);
        var terms = PermitTerms.Of(
            permit,
            request,
            configuration.Municipalities,
            today,
            head,
            request.AsOfDay ?? (key == head ? today : DayOf(key) ?? today));
        return terms with { Order = terms.Order! with { Customer = customer } };
    }

    /// <summary>The day of registration of an entry; null where it has none.</summary>
    private DateOnly? DayOf(JournalKey key) =>
        register.ReadJournal(new JournalKey(key.Value - 1), key).FirstOrDefault() is { } entry
        && DateOnly.TryParseExact(entry.RegistrationDay, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private OrderChoice ChoiceOf(DeliveryTerms terms, JournalKey key, CancellationToken cancellation) =>
        selection.Choose(
            register,
            layouts.For(terms),
            terms,
            key,
            Disclosure.Protection.Of(register, key, new JournalKey(terms.Order!.JudgedAt), Disclosure.LateOrder.Mask),
            cancellation);

    private JournalKey KeyOf(ExtractRequest request)
    {
        var latest = register.LatestKey();
        if (latest.Value == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"order \"{request.Order}\": the register is empty. Import the population first.");
        }

        if (request.AsOfDay is { } day)
        {
            var (first, today) = (HelsinkiTime.DayOf(register.Describe().Created), HelsinkiTime.Today(clock));
            if (day < first || day > today)
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"order \"{request.Order}\": \"asOf\" is {day:yyyy-MM-dd}; the register knows the days from {first:yyyy-MM-dd}, when "
                        + $"it was made, to today, {today:yyyy-MM-dd}. Nothing was delivered. Correct it.");
            }

            var last = new DayKeys().LastOf(day, HelsinkiTime.Today(clock), register, CancellationToken.None);
            return last.Value >= 1 ? last : throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{request.Order}\": \"asOf\" is {day:yyyy-MM-dd}, and the register has nothing from then or before. Correct it.");
        }

        return request.AsOf is not { } key ? latest
            : key >= 1 && key <= latest.Value ? new JournalKey(key)
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{request.Order}\": \"asOf\" is key {key}, and the register has the keys 1 to {latest.Value}. Correct it.");
    }

    private static void RequireFrame(ExtractRequest request, long frame, long smallest)
    {
        if (frame < smallest)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                frame == 0 && smallest == 1
                    ? $"order \"{request.Order}\": none of the {request.Target ?? "persons"} fit. Nothing was delivered. "
                        + "Widen the criteria."
                    : $"order \"{request.Order}\": fewer than {smallest} {request.Target ?? "persons"} fit. Nothing was delivered: of so "
                        + "few the criteria alone say who they are. Widen the criteria.",
                new TooFewException());
        }
    }

    /// <summary>Why a form would have no room for an extract of records; null when it has.</summary>
    internal string? LackOfRoom(DeliveryContext context, ExtractRequest request, OrderChoice choice)
    {
        try
        {
            if (TableOfAll(context.Terms) is { } table)
            {
                RequireRoom(request, table, choice.Units.Count);
            }

            return null;
        }
        catch (MuutostietoException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>
    /// What a workbook cannot hold is refused before it is planned; a table with more rows than there are persons or buildings is found
    /// when it is composed.
    /// </summary>
    /// <param name="request">The order.</param>
    /// <param name="table">A table that has a row for every person, building or dwelling.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="mostRows">Rows that a sheet has room for, the headings included.</param>
    internal static void RequireRoom(ExtractRequest request, string table, long rows, long mostRows = XlsxPackage.MostRows)
    {
        if (request.Formats.Contains(DeliveryFormatNames.Of(DeliveryFormat.Xlsx)) && rows >= mostRows)
        {
            throw XlsxPackage.TooMany($"order \"{request.Order}\", table {table}", rows, mostRows);
        }
    }

    /// <summary>
    /// The table that has a row for each of the chosen; null when there need be none: not every building has each group.
    /// </summary>
    private string? TableOfAll(DeliveryTerms terms)
    {
        var order = terms.Order!;
        var each = order.Target is null ? null
            : order.Target == OrderTargetNames.Of(OrderTarget.Dwellings) ? BuildingState.Unit
            : BuildingState.Location;
        return selection.TableOf(order) is not null ? null
            : selection.TablesOf(order) is { } tables ? tables.TableOfAll
            : each is null ? PersonTable
            : terms.Groups.Any(group => group.Group == each) && layouts.For(terms).Newest(each) is { } spec
                ? Path.GetFileNameWithoutExtension(CsvTable.Of(spec).FileName)
                : null;
    }

    private static void RequireCases(ExtractRequest request, long? cases)
    {
        if (cases < SmallestFrame)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{request.Order}\": fewer than {SmallestFrame} of its cases are persons that the recipient may receive. Nothing "
                    + "was delivered: the controls of so few say what each of them is like. Give more cases.");
        }
    }

    private static string OccurrenceOf(ExtractRequest request) => $"order {request.Order} {DigestOf(request.Text)}";

    private static string DigestOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..DigestLength];
}
