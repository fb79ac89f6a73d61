using System.Globalization;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Interface.Feed;

/// <summary>Judges whether the keys of a source's pages can be right: they go on, not beyond its newest, and not for ever.</summary>
/// <param name="source">How far pages may go unasked.</param>
/// <param name="client">Asks for the newest key.</param>
/// <param name="clock">The time.</param>
internal sealed class KeyGuard(FeedSource source, SourceClient client, TimeProvider clock)
{
    private int pages;
    private int without;

    /// <summary>Whether so many pages have come since the last time that it is time to say so.</summary>
    public bool IsTimeToTell => pages % source.PagesOfCheck == 0;

    /// <summary>Judges a page before it is entered.</summary>
    /// <param name="from">The key that it was asked for.</param>
    /// <param name="page">What came.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="MuutostietoException">Integrity: its key cannot be.</exception>
    public async Task RequireAsync(long from, ChangePage page, CancellationToken cancellation)
    {
        if (page.Key < from || (page.Key == from && (!page.IsUpToDate || page.Records.Count > 0)))
        {
            throw Impossible($"The source's key went from {Text(from)} to {Text(page.Key)}, where a later was expected.");
        }

        pages++;
        if (!IsTimeToTell && page.Key - from <= source.LongestStep)
        {
            return;
        }

        var newest = await client.KeyAsync(HelsinkiTime.Today(clock), cancellation).ConfigureAwait(false);
        if (page.Key > newest)
        {
            throw Impossible(
                $"The source's key went from {Text(from)} to {Text(page.Key)}, and the newest that it says it has given today is "
                    + $"{Text(newest)}.");
        }
    }

    /// <summary>Notes what a page has brought; pages that bring nothing come to an end.</summary>
    /// <param name="page">Entered.</param>
    /// <param name="hasChanged">Whether it changed anything in the register.</param>
    /// <exception cref="MuutostietoException">Fault: too many in a row brought nothing.</exception>
    public void Note(ChangePage page, bool hasChanged)
    {
        without = hasChanged ? 0 : without + 1;
        if (without >= source.MostPagesWithoutChange && !page.IsUpToDate)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"The source gave {Text(without)} pages in a row that change nothing, and says that there are more. Its key is now "
                    + $"{Text(page.Key)}; the next run goes on from there. Show this to the source.");
        }
    }

    private static MuutostietoException Impossible(string what) =>
        new(
            FailureKind.Integrity,
            $"{what} It is another register, or an older one. Nothing of this page was entered. Ask the source, then load once more.")
        {
            Remedy = new FeedRemedy.LoadAgain(),
        };

    private static string Text(long key) => key.ToString(CultureInfo.InvariantCulture);
}
