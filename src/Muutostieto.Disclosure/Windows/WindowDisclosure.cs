using System.Globalization;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>
/// Passes the entries of a window through the gate in the order of the journal, as far as the recipient may see them: the same for every
/// channel. What it costs follows the entries, not the population.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="window">Which entries.</param>
/// <param name="gate">Judges each record.</param>
/// <param name="transitions">Of the same window.</param>
/// <param name="day">Taken as the day of registration of records that no entry makes.</param>
public sealed class WindowDisclosure(
    IRegister register, DisclosureWindow window, DisclosedRecord.Gate gate, WindowTransitions transitions, DateOnly day)
{
    private readonly Dictionary<long, VisibilityTransition> judged = [];
    private readonly string today = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Changes what becomes of a person's entries; null: as the transitions say. Called once per person, the first time one of the entries
    /// comes.
    /// </summary>
    public Func<long, VisibilityTransition, VisibilityTransition>? Override { get; init; }

    /// <summary>
    /// Whether a person that the recipient knows leaves before each full record: for a channel whose full record looks like a
    /// change. Otherwise only where a code would be another person's.
    /// </summary>
    public bool LeavesBeforeFull { get; init; }

    /// <summary>
    /// By which codes the recipient may have got to know a person inside the window: for a channel whose base data carry no key. A person
    /// that it is not to have at the window's end leaves under each. Null: nothing was disclosed inside the window.
    /// </summary>
    public Predicate<string>? MayHaveLearnt { get; init; }

    /// <summary>
    /// Persons that are disclosed in full also where the window has no entry about them, as far as they are visible. Default: none.
    /// </summary>
    public IEnumerable<long> Again { get; init; } = [];

    /// <summary>What became of a person's entries; <see cref="VisibilityTransition.None"/> for one without entries so far.</summary>
    public VisibilityTransition JudgedAs(long person) => judged.GetValueOrDefault(person);

    /// <summary>Goes through the window once.</summary>
    /// <param name="next">Gives the container to fill.</param>
    /// <param name="keep">Takes it as the next record.</param>
    /// <param name="seen">Called for each entry; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    public void Run(Func<DisclosedRecord> next, Action<DisclosedLine> keep, Action? seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(keep);
        foreach (var entry in register.ReadJournal(window.From, window.To))
        {
            cancellation.ThrowIfCancellationRequested();
            seen?.Invoke();
            if (entry.PersonId is { } person)
            {
                Disclose(entry, person, next, keep);
            }
        }

        foreach (var person in transitions.AddedWithoutEntry())
        {
            cancellation.ThrowIfCancellationRequested();
            if (gate.TryDiscloseFull(person, today, next()))
            {
                keep(new DisclosedLine(person.PersonId, DisclosedLineKind.Full));
            }
        }

        foreach (var person in Again.Where(person => !transitions.HasEntry(person)).Order())
        {
            cancellation.ThrowIfCancellationRequested();
            ShowAgain(person, next, keep);
        }

        // After the full records: by then the recipient knows the persons merged into.
        foreach (var merged in transitions.UnseenMergers())
        {
            if (gate.TryDiscloseMerger(merged.KnownCode, merged.Survivor, today, next()))
            {
                keep(new DisclosedLine(merged.Survivor.PersonId, DisclosedLineKind.Merger));
            }
        }
    }

    private void Disclose(JournalEntry entry, long person, Func<DisclosedRecord> next, Action<DisclosedLine> keep)
    {
        if (!judged.TryGetValue(person, out var transition))
        {
            var own = transitions.Of(person);
            transition = Override is { } other ? other(person, own) : own;
            if (transition == VisibilityTransition.Changes && MayHaveLearnt is not null && transitions.HasSharedCode(person))
            {
                transition = VisibilityTransition.Full;
            }

            judged.Add(person, transition);
            if (transition != VisibilityTransition.Changes
                && own is VisibilityTransition.Changes or VisibilityTransition.Full
                && MustLeaveBefore(person, transition)
                && Leave(person, next()))
            {
                keep(new DisclosedLine(person, DisclosedLineKind.Leaving));
            }

            if (transition != VisibilityTransition.Changes && MayHaveLearnt is not null)
            {
                LeaveOnTheWay(person, transition, next, keep);
            }
        }

        // A full record as of the window's end takes the place of the person's last entry. Earlier it could name an identity code that is
        // still another person's, until a later line removes it: a person registered twice leaves at the merger.
        var last = transitions.LastEntry(person) == entry.Key;

        // A leaving line uses the code of the window's beginning, before it can become another person's.
        var first = transitions.FirstEntry(person) == entry.Key;
        var (disclosed, kind) = transition switch
        {
            VisibilityTransition.Full => (
                last && gate.TryDiscloseFull(register.At(person, window.To)!, transitions.LastRegistered(person), next()),
                DisclosedLineKind.Full),
            VisibilityTransition.Leaving => (first && Leave(person, next()), DisclosedLineKind.Leaving),
            VisibilityTransition.Changes => (Change(entry, person, next()), DisclosedLineKind.Change),
            _ => (false, DisclosedLineKind.Change),
        };
        if (disclosed)
        {
            keep(new DisclosedLine(person, kind));
        }
    }

    /// <summary>
    /// Before anything else about the person: by then no other person has come under one of these codes. A full record does it where it
    /// names the code.
    /// </summary>
    private void LeaveOnTheWay(long person, VisibilityTransition transition, Func<DisclosedRecord> next, Action<DisclosedLine> keep)
    {
        foreach (
            var code in transitions.CodesOnTheWay(person)
                .Where(code => MayHaveLearnt!(code) && (transition != VisibilityTransition.Full || !transitions.Names(code, person))))
        {
            if (gate.TryDiscloseLeaving(code, register.At(person, window.To)!, transitions.LastRegistered(person), next()))
            {
                keep(new DisclosedLine(person, DisclosedLineKind.Leaving));
            }
        }
    }

    private void ShowAgain(long person, Func<DisclosedRecord> next, Action<DisclosedLine> keep)
    {
        if (transitions.Of(person) is not (VisibilityTransition.Changes or VisibilityTransition.Full))
        {
            return;
        }

        var (known, now) = (register.At(person, window.From), register.At(person, window.To)!);
        if (known is not null && transitions.WasVisible(person) && gate.TryDiscloseLeaving(known.IdentityCode, now, today, next()))
        {
            keep(new DisclosedLine(person, DisclosedLineKind.Leaving));
        }

        if (gate.TryDiscloseFull(now, today, next()))
        {
            keep(new DisclosedLine(person, DisclosedLineKind.Full));
        }
    }

    private bool MustLeaveBefore(long person, VisibilityTransition transition) =>
        LeavesBeforeFull && transition == VisibilityTransition.Full ? transitions.WasVisible(person) : transitions.LeavesCodeBehind(person);

    private bool Leave(long person, DisclosedRecord disclosed) =>
        gate.TryDiscloseLeaving(
            register.At(person, window.From)!.IdentityCode,
            register.At(person, window.To)!,
            transitions.LastRegistered(person),
            disclosed);

    private bool Change(JournalEntry entry, long person, DisclosedRecord disclosed) =>
        gate.TryDiscloseChange(
            entry,
            register.At(person, new JournalKey(entry.Key.Value - 1)),
            register.At(person, entry.Key)!,
            new PersonWindow(register.At(person, window.From), register.At(person, window.To)!, UnderOrder(person, window.To)),
            disclosed);

    /// <summary>The versions in which the person was under an order, those of persons merged into this one included.</summary>
    private IEnumerable<PersonVersion> UnderOrder(long person, JournalKey until)
    {
        foreach (var one in register.MergedInto(person, until).Prepend(person))
        {
            for (
                var version = register.At(one, until);
                version is not null;
                version = register.At(one, new JournalKey(version.From.Value - 1)))
            {
                if (version.NonDisclosureEnd is not null)
                {
                    yield return version;
                }
            }
        }
    }
}
