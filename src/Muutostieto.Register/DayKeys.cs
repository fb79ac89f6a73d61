using System.Globalization;

namespace Muutostieto.Register;

/// <summary>
/// The last key of each day, as the days of registration say it: all entries up to it were made by the end of the day, whatever was
/// registered late. A day that has not come says nothing once an entry of a day that has comes after it. The journal is read once, and then
/// only what is new; memory follows the days, not the entries. Of a register in whose place another was put, it is read anew.
/// </summary>
public sealed class DayKeys
{
    private readonly Lock turn = new();
    private readonly List<(string Day, long First)> firsts = [];
    private JournalEntry? last;

    /// <summary>
    /// The key before the first entry that was registered after a day: who goes on from it misses nothing of a later day.
    /// </summary>
    /// <param name="day">Of which the key is asked.</param>
    /// <param name="today">Later days of registration are mistakes, or of a register that is ahead of the clock.</param>
    /// <param name="register">Open for reading.</param>
    /// <param name="cancellation">Breaks off.</param>
    public JournalKey LastOf(DateOnly day, DateOnly today, IRegister register, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(register);
        var text = Text(day);
        lock (turn)
        {
            Learn(Text(today), register, cancellation);
            foreach (var (later, first) in firsts)
            {
                if (string.CompareOrdinal(later, text) > 0)
                {
                    return new JournalKey(first - 1);
                }
            }

            return last?.Key ?? JournalKey.BeforeEverything;
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private void Learn(string today, IRegister register, CancellationToken cancellation)
    {
        if (last is not null && !IsIn(register, last))
        {
            firsts.Clear();
            last = null;
        }

        var (known, head) = (last?.Key ?? JournalKey.BeforeEverything, register.LatestKey());
        foreach (var entry in known < head ? register.ReadJournal(known, head) : [])
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.RegistrationDay.Length == 8)
            {
                Add(entry.RegistrationDay, entry.Key.Value, today);
            }

            last = entry;
        }
    }

    private void Add(string day, long key, string today)
    {
        if (string.CompareOrdinal(day, today) <= 0)
        {
            // Else no day before the one that has not come would have a later key.
            firsts.RemoveAll(first => string.CompareOrdinal(first.Day, today) > 0);
        }

        if (firsts.Count == 0 || string.CompareOrdinal(day, firsts[^1].Day) > 0)
        {
            firsts.Add((day, key));
        }
    }

    private static bool IsIn(IRegister register, JournalEntry entry) =>
        register.ReadJournal(new JournalKey(entry.Key.Value - 1), entry.Key).SingleOrDefault() is { } there
        && there.RegistrationDay == entry.RegistrationDay
        && there.Record.Span.SequenceEqual(entry.Record.Span);
}
