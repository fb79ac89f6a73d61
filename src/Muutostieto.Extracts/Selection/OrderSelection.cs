using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Selection;

/// <summary>
/// Chooses the persons of an extract, in one pass over the residents of the area, or over its dead: non-disclosure, bans, criteria, and
/// then the draw. Without the right of 37 § a protected person leaves no trace: not in the choice, nor in size or hash of the frame. What
/// it holds grows with the number of persons chosen, by their ids; of a sample by households, with the dwellings too.
/// </summary>
public static class OrderSelection
{
    /// <summary>Every resident has it: one who passes the gate without it is none.</summary>
    private const string Residence = "204";

    /// <param name="register">Open for reading.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="request">What is chosen.</param>
    /// <param name="protection">Who is protected; that of the two keys of the request.</param>
    /// <param name="keys">Asked only for a sample.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">
    /// Usage: the series of the sample has no key, or the permit's persons are a list. Integrity: the register holds a document that is no
    /// record, or the key is damaged.
    /// </exception>
    public static ExtractChoice Choose(
        IRegister register,
        GroupCatalog catalog,
        SelectionRequest request,
        Protection protection,
        SeriesKeys keys,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(keys);
        var (order, terms, day, asOf, named) = (request.Order, request.Terms, request.Day, request.AsOf, request.Named);
        if (terms.IsList)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{order.Id}\": the persons of its permit are those of a list, and an extract is of the residents of an area. "
                    + "Nothing was chosen. Order under a permit with an area.");
        }

        var bans = new BanFilter(order.Purpose, request.User, day);
        var bansNow = new BanFilter(order.Purpose, request.User, request.JudgedOn);
        var strata = new StratumOf(order.Sample?.Strata ?? SampleStrata.None, day);
        var gate = new DisclosedRecord.Gate(
            terms with { Groups = Groups(order, bans, strata), HasGenuineForm = false },
            catalog,
            day,
            protection,
            new OrderHistory(register, asOf));
        var later = new LaterBans(register, catalog, bans, bansNow).After(terms, day, asOf, request.JudgedAt, protection);
        using var frame = SelectionFrame.Of(order.Sample, keys, strata);
        var (isProtected, isBanned, misses, isExcluded) = (0L, 0L, 0L, 0L);
        var record = DisclosedRecord.Gate.NewContainer();
        if (frame is ControlFrame controls)
        {
            ShowCases(controls);
        }

        Scan(register, request, Visit, cancellation);
        return frame.Choose(new LeftOutCounts(isProtected, isBanned, misses) { Excluded = isExcluded });

        bool IsBanned(long person) => bans.Stops(record.Content) || bansNow.Stops(record.Content) || later.Contains(person);

        // A case that the recipient may not receive, or that is excluded, is like an unknown code.
        void ShowCases(ControlFrame frame)
        {
            foreach (var person in named.Cases.Except(named.Excluded).Order())
            {
                _ = register.Show(person, asOf, (in VersionRow row) =>
                {
                    if (row.MergedInto is null && row.Alive != (order.Where?.IsOfDead == true)
                        && gate.TryDiscloseBase(row.AsResident(), record) && !IsBanned(row.PersonId))
                    {
                        frame.AddCase(row.PersonId, record.Content);
                    }
                });
            }
        }

        void Visit(in ResidentRow row)
        {
            if (!gate.TryDiscloseBase(row, record))
            {
                isProtected++;
            }
            else if (IsBanned(row.PersonId))
            {
                isBanned++;
            }
            else if (order.Where?.Matches(record.Content, day) == false)
            {
                misses++;
            }
            else if (named.Excluded.Contains(row.PersonId))
            {
                isExcluded++;
            }
            else if (!named.Cases.Contains(row.PersonId))
            {
                frame.Add(row.PersonId, record.Content);
            }
        }
    }

    private static void Scan(IRegister register, SelectionRequest request, PersonVisitor visit, CancellationToken cancellation)
    {
        var (where, municipalities) = (request.Order.Where, request.Municipalities);
        if (municipalities.Count == 0)
        {
            return;
        }

        try
        {
            if (where?.IsOfDead == true)
            {
                register.ScanDead(request.AsOf, municipalities, visit, cancellation);
            }
            else
            {
                register.ScanResidents(request.AsOf, municipalities, where?.Filter(request.Day), visit, cancellation);
            }
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a person's document cannot be judged ({error.Message}). Nothing was chosen; correct the register.",
                error);
        }
    }

    private static IReadOnlyList<TermsGroup> Groups(ExtractOrder order, BanFilter bans, StratumOf strata)
    {
        List<string> groups = [Residence, .. strata.Groups, .. order.Where?.Groups ?? []];
        if (bans.IsNeeded)
        {
            groups.Add(BanFilter.Group);
        }

        if (order.Sample is { Controls: { } controls })
        {
            groups.AddRange(new MatchKind(controls.Match).Groups);
        }

        if (order.Sample is { PerHousehold: true })
        {
            groups.Add(HouseholdOf.Group);
        }

        return [.. groups.Distinct().Order(StringComparer.Ordinal).Select(group => new TermsGroup(group, null))];
    }
}
