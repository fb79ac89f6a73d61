using System.Security.Cryptography;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Manifests;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Takes in the customers' files that a recipient has uploaded, plans their results, and answers each with a small file. The ledger keeps
/// name and content hash of what was taken in, so that a file is taken in once, wherever a run stops; the next run publishes a missing
/// answer. A file that may still be growing is left for a later run.
/// </summary>
/// <param name="configuration">Has the orders.</param>
/// <param name="register">Rows are matched with its persons.</param>
/// <param name="ledger">Has what was taken in.</param>
/// <param name="inputs">Keeps the files.</param>
/// <param name="planner">Plans the results.</param>
/// <param name="drops">Gives the drop of a name in the settings.</param>
/// <param name="audit">Records each answer.</param>
/// <param name="clock">Says when.</param>
internal sealed class UpdateIntake(
    DeliveryConfiguration configuration,
    IRegister register,
    ILedger ledger,
    IUpdateFiles inputs,
    DeliveryPlanner planner,
    Func<string, IDrop> drops,
    IAuditTrail audit,
    TimeProvider clock)
{
    /// <summary>Bytes of the largest file: two million rows.</summary>
    private const int LargestBytes = 128 << 20;

    /// <summary>So long after it was taken in a file of the same name and size is looked at again: its content may be another.</summary>
    private static readonly TimeSpan LookedAtAgain = TimeSpan.FromDays(14);

    /// <returns>A notice for each result that an operator should look at.</returns>
    internal async Task<IReadOnlyList<BatchNotice>> RunAsync(Permit permit, CancellationToken cancellation)
    {
        var orders = configuration.Updates.Where(order => order.Permit == permit.Id).ToDictionary(order => order.Request.Order);
        var notices = new List<BatchNotice>();
        if (orders.Count == 0 || register.LatestKey() == JournalKey.BeforeEverything)
        {
            return notices;
        }

        var drop = drops(permit.RequireOrders().Drop);
        await drop.ReadUploadsAsync(
            permit.Recipient,
            found => Choose(permit, found),
            LargestBytes,
            (file, content) =>
            {
                TakeIn(permit, orders, file, content, notices, cancellation);
                return Task.CompletedTask;
            },
            cancellation).ConfigureAwait(false);
        Renew(permit, orders);
        var uploads = ledger.UpdateUploads(permit.Id);
        foreach (var upload in uploads.Where(upload => upload.Answered is null))
        {
            if (uploads.Any(later => later.Name == upload.Name && later.Id > upload.Id))
            {
                // The answer has the name of the upload: that of its newest content stays.
                ledger.MarkUpdateAnswered(upload.Id, clock.GetUtcNow());
                continue;
            }

            var (name, answer) = (UpdateUploadResult.NameOf(upload), UpdateUploadResult.ToUtf8(upload));
            _ = audit.RecordAnswer(AuditedAnswer.Of(permit.Id, permit.Recipient, name, answer, upload.Rows));
            await drop.PutAnswerAsync(permit.Recipient, name, answer, cancellation).ConfigureAwait(false);
            ledger.MarkUpdateAnswered(upload.Id, clock.GetUtcNow());
        }

        return notices;
    }

    /// <summary>As many as one run handles of those that have not been taken in, and of those whose content may be another
    /// since.</summary>
    private List<UploadFile> Choose(Permit permit, IReadOnlyList<UploadFile> found)
    {
        var (now, most) = (clock.GetUtcNow(), configuration.Settings.Run.ListFiles);
        var taken = ledger.UpdateUploads(permit.Id)
            .GroupBy(upload => (upload.Name, upload.Bytes))
            .ToDictionary(of => of.Key, of => of.Max(upload => upload.Taken));
        var named = found
            .Select(file => (
                File: file,
                Name: UpdateUploadName.Parse(file.Name, permit.CustomerNumber),
                Taken: taken.TryGetValue((file.Name, file.Bytes ?? 0), out var time) ? time : (DateTimeOffset?)null))
            .Where(file => file.Name is not null && IsFor(permit, file.Name.Order) && !SettleTime.IsGrowing(file.File.Modified, now))
            .ToList();
        var again = named.Where(file => now - file.Taken <= LookedAtAgain).OrderByDescending(file => file.Taken).Take(most);
        return
        [
            .. named.Where(file => file.Taken is null).OrderBy(file => file.Name).Take(most)
                .Concat(again)
                .OrderBy(file => file.Name)
                .Select(file => file.File),
        ];
    }

    /// <summary>
    /// Several permits of a recipient may have one folder: a file is for the one that has the order, and one for no order is answered by
    /// the first.
    /// </summary>
    private bool IsFor(Permit permit, string order)
    {
        var today = HelsinkiTime.Today(clock);
        var sharing = configuration.PermitsValidOn(today)
            .Where(other => other.Orders?.Update is not null
                && (other.Recipient, other.CustomerNumber, other.Orders.Drop)
                    == (permit.Recipient, permit.CustomerNumber, permit.RequireOrders().Drop))
            .Select(other => other.Id)
            .ToHashSet();
        var served = configuration.Updates.Where(each => sharing.Contains(each.Permit)).ToList();
        return (served.Find(each => each.Request.Order == order)?.Permit ?? served.Min(each => each.Permit)) == permit.Id;
    }

    /// <summary>
    /// Plans the results anew that a run withdrew, because the register went on before they were published or a non-disclosure order was
    /// entered after: the recipient was promised one. What a form has no room for is refused.
    /// </summary>
    private void Renew(Permit permit, Dictionary<string, UpdateOrder> orders)
    {
        var kept = new Lazy<HashSet<string>>(() => [.. inputs.List().Select(file => file.Sha256)]);
        foreach (var upload in ledger.UpdateUploads(permit.Id).Where(upload => upload.Number is not null))
        {
            var result = ledger.Find(new DeliveryKey(permit.Id, DeliveryKey.Extract, upload.Number!.Value));
            if (result is not { State: DeliveryState.Withdrawn, WithdrawalReason: { } reason }
                || result.Terms.Value.Order?.Update is not { } mark)
            {
                continue;
            }

            if (reason.StartsWith(DeliveryWithdrawal.NoRoomReason, StringComparison.Ordinal))
            {
                _ = ledger.RenewUpdate(upload.Id, null, $"{upload.Name}: {reason}", clock.GetUtcNow());
            }
            else if (reason is DeliveryWithdrawal.ExtractReason or DeliveryWithdrawal.Reason or PublishedReview.Reason)
            {
                Renew(permit, orders.GetValueOrDefault(upload.Order), upload, mark, kept.Value.Contains(mark.Sha256));
            }
        }
    }

    private void Renew(Permit permit, UpdateOrder? order, UpdateUpload upload, UpdateMark mark, bool isKept)
    {
        try
        {
            var number = order is null ? throw Refused(upload.Name, $"there is no order \"{upload.Order}\" under this permit any more")
                : !isKept ? throw Refused(upload.Name, "its result was withdrawn, and it is not kept any more. Send it under another name")
                : planner.Update(permit, order.Request, mark, again: false).Number;
            _ = ledger.RenewUpdate(upload.Id, number, null, clock.GetUtcNow());
        }
        catch (MuutostietoException refused) when (refused.Kind == FailureKind.Usage)
        {
            _ = ledger.RenewUpdate(upload.Id, null, refused.Message, clock.GetUtcNow());
        }
    }

    private void TakeIn(
        Permit permit,
        Dictionary<string, UpdateOrder> orders,
        UploadFile file,
        byte[]? content,
        List<BatchNotice> notices,
        CancellationToken cancellation)
    {
        var (name, sha256) = (
            UpdateUploadName.Parse(file.Name, permit.CustomerNumber)!,
            content is null ? UpdateUploadResult.Unread : Convert.ToHexStringLower(SHA256.HashData(content)));
        if (ledger.UpdateUploads(permit.Id).Any(upload => (upload.Name, upload.Sha256) == (file.Name, sha256)))
        {
            return;
        }

        var upload = new UpdateUpload(
            0, permit.Id, name.Order, file.Name, sha256, content?.Length ?? file.Bytes ?? 0, clock.GetUtcNow(), 0, null, null, null);
        try
        {
            var order = orders.GetValueOrDefault(name.Order) ?? throw Refused(
                file.Name,
                $"there is no order \"{name.Order}\" under this permit. There are: {string.Join(", ", orders.Keys.Order())}. Name "
                    + "one of them");
            using var stream = content is null
                ? throw Refused(file.Name, "it is no plain file, has more than 128 MiB, or its rights keep this program out. Send it anew")
                : new MemoryStream(content, writable: false);
            var mark = inputs.Take(file.Name, stream, cancellation) with { Upload = file.Name };
            var planned = planner.Update(permit, order.Request, mark, again: false);
            if (inputs.NoticeOf(permit.Recipient, order.Request.Update!.MinimumRows, mark) is { } notice)
            {
                notices.Add(new BatchNotice(planned, notice));
            }

            upload = upload with { Rows = mark.Rows, Number = planned.Number };
        }
        catch (MuutostietoException refused) when (refused.Kind == FailureKind.Usage)
        {
            upload = upload with { Refusal = refused.Message };
        }

        _ = ledger.TakeInUpdate(upload);
    }

    private static MuutostietoException Refused(string name, string why) => new(FailureKind.Usage, $"{name}: {why}.");
}
