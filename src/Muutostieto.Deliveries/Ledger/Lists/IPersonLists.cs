using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger.Lists;

/// <summary>
/// The lists that recipients maintain instead of an area: who is on a permit's list as of a position. A list only grows by changes, each
/// under the next position, so that who was on it at a position is the same whenever it is asked. Every change is one durable transaction.
/// </summary>
public interface IPersonLists
{
    /// <summary>Takes in an uploaded list. The same file (permit, name and content) again is the one that is there, unchanged.</summary>
    ListUpload TakeIn(NewListUpload upload, DateTimeOffset at);

    /// <summary>The result of an upload has been published. Repeated, the first time stays.</summary>
    void MarkAnswered(long upload, DateTimeOffset at);

    /// <summary>The position of the list's last change; 0 before the first.</summary>
    long ListPosition(string permit);

    /// <summary>Who is on the list as of a position.</summary>
    IReadOnlySet<long> ListMembers(string permit, long position);

    /// <summary>The changes after one position up to and with another, in their order.</summary>
    IReadOnlyList<ListChange> ListChanges(string permit, long from, long to);

    /// <summary>In the order in which they were taken in.</summary>
    /// <exception cref="MuutostietoException">The ledger is locked or damaged.</exception>
    IReadOnlyList<ListUpload> ListUploads(string permit);

    /// <summary>The newest of these permits together, the newest first: for a page, which has no use for each refused line.</summary>
    /// <param name="permits">Their ids; without any there are no uploads.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="refusedLength">Of <see cref="ListUpload.Refused"/> so many characters at most: a longer one ends anywhere.</param>
    /// <exception cref="MuutostietoException">The ledger is locked or damaged.</exception>
    IReadOnlyList<ListUpload> NewestListUploads(IReadOnlyCollection<string> permits, int most, int refusedLength);
}
