using System.Security.Cryptography;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Lists;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Lists;

/// <summary>
/// Takes in the lists that a recipient has uploaded, and answers each with a result file. The ledger keeps name and content hash of what
/// was taken in, so that a file is taken in once, wherever a run stops; the next run publishes a missing result. Untrusted content is read
/// within limits and not logged. A file whose name is nearly a list's is answered too; one that may still be growing is left for a later
/// run.
/// </summary>
/// <param name="configuration">Says which other permits' lists come into the same folder.</param>
/// <param name="ledger">Has what was taken in.</param>
/// <param name="register">Says which person a code means.</param>
/// <param name="drops">Gives the drop of a name in the settings.</param>
/// <param name="audit">Records each result.</param>
/// <param name="clock">Says when.</param>
internal sealed class ListIntake(
    DeliveryConfiguration configuration,
    ILedger ledger,
    IRegister register,
    Func<string, IDrop> drops,
    IAuditTrail audit,
    TimeProvider clock)
{
    /// <summary>How long a file that has been taken in is checked again, in case its content was replaced under the same name.</summary>
    private static readonly TimeSpan LookedAtAgain = TimeSpan.FromDays(14);

    /// <summary>With more lines than this that cannot be taken, the file is some other register's and refused as a whole.</summary>
    private const int MostRefused = 100_000;

    private int FilesARun => configuration.Settings.Run.ListFiles;

    internal async Task RunAsync(Permit permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        var key = register.LatestKey();
        if (key == JournalKey.BeforeEverything)
        {
            // An empty register has no persons: every line would be refused.
            return;
        }

        var drop = drops(permit.RequireFiles().Drop);
        IReadOnlyList<UploadFile> uploads = [];
        var known = new Lazy<KnownList>(() => new KnownList(ledger, permit.Id));
        var taken = new Lazy<HashSet<(string, string)>>(() =>
            [.. new ListKeeper(ledger, register).RequireTheSameRegister(permit.Id).Select(upload => (upload.Name, upload.Sha256))]);
        await drop.ReadUploadsAsync(
            permit.Recipient,
            found => Choose(permit, uploads = found, observer),
            IdentityCodeList.LargestBytes,
            (file, content) =>
            {
                TakeIn(permit, file, content, key, known, taken.Value, observer, cancellation);
                return Task.CompletedTask;
            },
            cancellation).ConfigureAwait(false);
        foreach (var upload in ledger.ListUploads(permit.Id).Where(upload => upload.Answered is null))
        {
            var (name, result) = (ListResult.NameOf(upload), ListResult.ToUtf8(upload));
            _ = audit.RecordAnswer(AuditedAnswer.Of(permit.Id, permit.Recipient, name, result, upload.Lines));
            await drop.PutAnswerAsync(permit.Recipient, name, result, cancellation).ConfigureAwait(false);
            ledger.MarkAnswered(upload.Id, clock.GetUtcNow());
        }

        await new MisnamedUploads(ledger, drop, OtherCustomers(permit), clock)
            .AnswerAsync(permit, uploads, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Permits that have ended take nothing in any more, and those with an area never.</summary>
    private HashSet<string> OtherCustomers(Permit permit) =>
        [
            .. configuration
                .Permits.Where(other =>
                    other.Area.IsList
                    && other.Files is { } channel
                    && (other.Recipient, channel.Drop) == (permit.Recipient, permit.RequireFiles().Drop)
                    && other.Id != permit.Id
                    && !other.HasEndedBy(HelsinkiTime.Today(clock)))
                .Select(other => other.CustomerNumber),
        ];

    /// <summary>
    /// Those that have not been taken in, as many as one run handles, and as many of those that have been and may have another content by
    /// now; in the order of taking in.
    /// </summary>
    private List<UploadFile> Choose(Permit permit, IReadOnlyList<UploadFile> found, IDeliveryObserver observer)
    {
        var taken = ledger
            .ListUploads(permit.Id)
            .GroupBy(upload => (upload.Name, upload.Bytes))
            .ToDictionary(of => of.Key, of => of.Max(upload => upload.Taken));
        var named = found
            .Select(file =>
                (
                    File: file,
                    Name: UploadName.Parse(file.Name, permit.CustomerNumber),
                    Taken: taken.TryGetValue((file.Name, file.Bytes ?? 0), out var time) ? time : (DateTimeOffset?)null))
            .Where(file => file.Name is not null)
            .ToList();
        var fresh = named.Where(file => file.Taken is null).OrderBy(file => file.Name).ToList();
        var again = named
            .Where(file => clock.GetUtcNow() - file.Taken <= LookedAtAgain)
            .OrderByDescending(file => file.Taken)
            .Take(FilesARun);
        if (fresh.Count > FilesARun)
        {
            observer.ListsWait(permit.Id, fresh.Count - FilesARun);
        }

        return [.. fresh.Take(FilesARun).Concat(again).OrderBy(file => file.Name).Select(file => file.File)];
    }

    private void TakeIn(
        Permit permit,
        UploadFile file,
        byte[]? content,
        JournalKey key,
        Lazy<KnownList> known,
        HashSet<(string, string)> taken,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        var sha256 = content is null ? ListResult.Unread : Convert.ToHexStringLower(SHA256.HashData(content));
        if (taken.Contains((file.Name, sha256)))
        {
            return;
        }

        var list = content is null ? null : IdentityCodeList.Read(content);
        if (list is null or { Fault: not null } && SettleTime.IsGrowing(file.Modified, clock.GetUtcNow()))
        {
            // Half of a file is no list; the next run looks again.
            return;
        }

        var upload = new NewListUpload
        {
            Permit = permit.Id,
            Name = file.Name,
            Sha256 = sha256,
            Bytes = content?.Length ?? file.Bytes ?? 0,
            JournalKey = key.Value,
            RegisterFingerprint = RegisterFingerprint.At(register, key),
            Lines = 0,
            Refusal =
                $"it cannot be read: it is no plain file, has more than {IdentityCodeList.LargestBytes} bytes, or its rights keep this "
                    + "program out",
        };
        upload = list is null ? upload : Read(upload, list, key, known.Value, cancellation);
        var result = ledger.TakeIn(upload, clock.GetUtcNow());
        known.Value.Apply(upload.Refusal is null ? upload.Changes : []);
        taken.Add((file.Name, sha256));
        observer.TookIn(result);
    }

    private NewListUpload Read(NewListUpload upload, IdentityCodeList list, JournalKey key, KnownList known, CancellationToken cancellation)
    {
        var sent = ledger.Head(upload.Permit) is { } head ? new JournalKey(head.Window.To) : key;
        var keeper = new ListKeeper(ledger, register);
        List<(long, long, bool, bool)> lines = [];
        List<ListRefusal> refused = [.. list.Refused];
        foreach (var (line, isTakenOff, earlier) in ListNetting.ByCode(list.Lines))
        {
            // A million codes take long: nothing is recorded yet, and a stop request stops here.
            cancellation.ThrowIfCancellationRequested();
            if (refused.Count > MostRefused)
            {
                break;
            }

            // A code means what it meant when the last delivery was made, for that is what its sender knows by it; else what it means now.
            var code = line.Code.ToString();
            var meant = register.FindAll(code, sent) is { Count: > 0 } then ? then : register.FindAll(code, key);
            if (meant is [var person])
            {
                lines.Add((Listed(person.PersonId), person.PersonId, line.IsAdded, isTakenOff));
            }
            else
            {
                refused.AddRange(
                    earlier
                        .Append(line.Line)
                        .Select(number => new ListRefusal(number, meant.Count == 0 ? ListFault.Unknown : ListFault.Ambiguous)));
            }
        }

        if (refused.Count > MostRefused)
        {
            return upload with
            {
                Lines = list.Count,
                Refusal = $"more than {MostRefused} lines are wrong or name no person in the register",
            };
        }

        return upload with
        {
            Lines = list.Count,
            Refusal = list.Fault,
            Changes = list.Fault is null ? ListNetting.ByPerson(lines, known.Members) : [],
            Refused = [.. refused.OrderBy(line => line.Line)],
        };

        // A delivery that was withdrawn since may have replaced the code's former person on the list by the survivor. Every other person
        // is, to the recipient, still the person of that code: adding it leads to a merger later, and removing it when it is not on the
        // list has no effect.
        long Listed(long person) =>
            known.HasBecomeAnother(person)
            && !known.Members.Contains(person)
            && keeper.SurvivorOf(person, key) is var survivor
            && known.Members.Contains(survivor)
                ? survivor
                : person;
    }
}
