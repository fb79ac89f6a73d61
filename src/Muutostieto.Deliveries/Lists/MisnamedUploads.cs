using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;

namespace Muutostieto.Deliveries.Lists;

/// <summary>
/// Answers files that were probably meant as lists and have no list's name, so that their sender does not wait in vain. They are not
/// opened, and nothing is recorded: while the answer exists beside the deliveries it is not made again. A name may hold anything: it is in
/// the answer, which only its sender reads, and in no log.
/// </summary>
/// <param name="ledger">Says how many are on the permit's list.</param>
/// <param name="drop">The permit's drop.</param>
/// <param name="others">Customer numbers whose lists come into the same folder and are taken in for other permits.</param>
/// <param name="clock">Says when it is answered.</param>
internal sealed class MisnamedUploads(ILedger ledger, IDrop drop, IReadOnlySet<string> others, TimeProvider clock)
{
    /// <summary>Of more of them, the rest waits until these are gone.</summary>
    private const int Most = 50;

    internal async Task AnswerAsync(Permit permit, IEnumerable<UploadFile> found, CancellationToken cancellation)
    {
        var misnamed = found
            .Where(file => file.Bytes is not null)
            .Select(file => MisnamedUpload.Of(file.Name, permit.CustomerNumber))
            .OfType<MisnamedUpload>()
            .Where(file => file.Customer is null || !others.Contains(file.Customer))
            .OrderBy(file => file.Name, StringComparer.Ordinal).Take(Most).ToList();
        if (misnamed.Count == 0)
        {
            return;
        }

        var answers = misnamed.SelectMany(file => AnswersOf(file, permit)).Distinct().ToList();
        var gone = await drop.FindGoneAsync(permit.Recipient, answers, cancellation).ConfigureAwait(false);
        foreach (var file in misnamed.Where(file => AnswersOf(file, permit).All(gone.Contains)))
        {
            await drop.PutAnswerAsync(
                    permit.Recipient,
                    file.AnswerOf(permit.CustomerNumber),
                    ListResult.ToUtf8(Refused(permit, file)),
                    cancellation)
                .ConfigureAwait(false);
        }
    }

    /// <summary>What says that a file has been answered: by this permit, or by the one whose list it is.</summary>
    private static IEnumerable<string> AnswersOf(MisnamedUpload file, Permit permit)
    {
        yield return file.AnswerOf(permit.CustomerNumber);
        if (file.Customer is not null)
        {
            yield return file.Name + ".RES";
        }
    }

    private ListUpload Refused(Permit permit, MisnamedUpload file)
    {
        var position = ledger.ListPosition(permit.Id);
        return new ListUpload
        {
            Id = 0,
            Permit = permit.Id,
            Number = 0,
            Name = file.Name,
            Sha256 = ListResult.Unread,
            Bytes = 0,
            JournalKey = 0,
            RegisterFingerprint = "",
            Taken = clock.GetUtcNow(),
            Lines = 0,
            Added = 0,
            Removed = 0,
            Unchanged = 0,
            Refused = "[]",
            RefusedLines = 0,
            Refusal = file.ReasonFor(permit.CustomerNumber),
            Window = (position, position),
            Persons = ledger.ListMembers(permit.Id, position).Count,
        };
    }
}
