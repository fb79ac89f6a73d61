using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Deliveries.Engine.Receipts;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>
/// Deliveries of a recipient, which its users see, fetch and answer. A file is fetched from the outbox, or where that has lost it from a
/// drop that is a folder; never after its time in the drop, and not what disclosure as of now forbids.
/// </summary>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="downloads">Records what is fetched.</param>
/// <param name="clock">Says when.</param>
public sealed class DeliveryService(Func<Installation> open, IDownloadRecord downloads, TimeProvider clock)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Those of the user's recipient, the newest first.</summary>
    /// <exception cref="AccessRefusedException">The user may not fetch.</exception>
    public IReadOnlyList<DeliveryView> List(SelfServiceUser user)
    {
        var recipient = RequireRecipient(user, UserAction.FetchDeliveries);
        using var work = open();
        return
        [
            .. (work.LedgerIfAny?.List() ?? [])
                .Where(delivery => IsOwn(delivery, recipient))
                .Reverse()
                .Select(DeliveryView.Of),
        ];
    }

    /// <summary>One of the user's recipient.</summary>
    /// <exception cref="AccessRefusedException">The user may not fetch, or it is another recipient's or not there.</exception>
    public DeliveryView Find(SelfServiceUser user, DeliveryKey key)
    {
        var recipient = RequireRecipient(user, UserAction.FetchDeliveries);
        using var work = open();
        return DeliveryView.Of(Own(work, recipient, key, UserAction.FetchDeliveries));
    }

    /// <summary>Opens a file to be sent to the user. It is in the audit when this returns.</summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="key">The delivery.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="AccessRefusedException">The user may not fetch, or it is another recipient's or not there.</exception>
    /// <exception cref="FileUnavailableException">It cannot be fetched, or not any more.</exception>
    /// <exception cref="MuutostietoException">Register, ledger or audit cannot be used.</exception>
    public async Task<DeliveryDownload> DownloadAsync(
        SelfServiceUser user, DeliveryKey key, string name, CancellationToken cancellation)
    {
        var recipient = RequireRecipient(user, UserAction.FetchDeliveries);
        using var work = open();
        var delivery = Own(work, recipient, key, UserAction.FetchDeliveries);
        var file = delivery.Files.FirstOrDefault(file => file.Name == name)
            ?? throw new AccessRefusedException(UserAction.FetchDeliveries);
        if (!DeliveryView.Of(delivery).CanBeFetched
            || (delivery.Audit is { } entry && work.Audit.HasPurged(entry))
            || work.NewEngine().Review.WhyNotFetched(delivery) is not null)
        {
            throw new FileUnavailableException();
        }

        var content = (Stream?)FromOutbox(work, delivery, file)
            ?? await FromDropAsync(work, delivery, file, cancellation).ConfigureAwait(false)
            ?? throw new FileUnavailableException();
        try
        {
            downloads.Record(work, user, new FetchedFile(delivery.Key, recipient, file.Name, file.Bytes, file.Sha256));
            return new DeliveryDownload(file, new VerifiedStream(content, file));
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says that the recipient has loaded a delivery. Repeated, nothing changes.</summary>
    /// <exception cref="AccessRefusedException">The user may not answer, or it is another recipient's or not there.</exception>
    /// <exception cref="MuutostietoException">Usage: there is nothing to answer.</exception>
    public DeliveryView Accept(SelfServiceUser user, DeliveryKey key)
    {
        var recipient = RequireRecipient(user, UserAction.Acknowledge);
        using var work = open();
        var delivery = Own(work, recipient, key, UserAction.Acknowledge);
        return DeliveryView.Of(new RecipientAnswers(work.Ledger, clock).Accept(delivery));
    }

    /// <summary>Says that the recipient cannot use a delivery: an operator is alerted.</summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="key">Which one.</param>
    /// <param name="reason">Why, without persons: numbers that look like identity codes are left out of it.</param>
    /// <exception cref="AccessRefusedException">The user may not answer, or it is another recipient's or not there.</exception>
    /// <exception cref="RefusedInputException">There is no reason, or it is too long.</exception>
    /// <exception cref="MuutostietoException">Usage: there is nothing to answer, or it was accepted.</exception>
    public DeliveryView Refuse(SelfServiceUser user, DeliveryKey key, string reason)
    {
        var recipient = RequireRecipient(user, UserAction.Acknowledge);
        var check = new FieldCheck();
        check.Text("reason", reason, RecipientAnswers.LongestReason, required: true);
        RefusedInputException.ThrowIfAny(check.Faults);
        using var work = open();
        var delivery = Own(work, recipient, key, UserAction.Acknowledge);
        return DeliveryView.Of(new RecipientAnswers(work.Ledger, clock).Refuse(delivery, reason));
    }

    private static string RequireRecipient(SelfServiceUser user, UserAction action)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.RequireRecipient(action);
    }

    /// <summary>What a municipality's user has picked is that user's own, for the task that it stated.</summary>
    private static bool IsOwn(Delivery delivery, string recipient) =>
        delivery.Terms.Value is { } terms && terms.Recipient == recipient && terms.Order?.Asker is null;

    private static Delivery Own(Installation work, string recipient, DeliveryKey key, UserAction action) =>
        work.LedgerIfAny?.Find(key) is { } found && IsOwn(found, recipient)
            ? found
            : throw new AccessRefusedException(action);

    /// <summary>Null when the outbox does not have it, or one of another size.</summary>
    private static FileSystemStream? FromOutbox(Installation work, Delivery delivery, DeliveryFile file)
    {
        var path = Path.Combine(
            work.Configuration.Settings.OutboxPath,
            delivery.Permit,
            Path.GetFileNameWithoutExtension(delivery.Manifest!.Name),
            file.Name);
        try
        {
            var files = work.Disk.Files;
            return files.FileInfo.New(path) is { Exists: true } found && found.Length == file.Bytes
                ? files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Null when the drop is no folder or does not have what was recorded. The recipient may write there, so that its file is copied and
    /// compared before a byte of it is sent.
    /// </summary>
    private static async Task<Stream?> FromDropAsync(
        Installation work, Delivery delivery, DeliveryFile file, CancellationToken cancellation)
    {
        var terms = delivery.Terms.Value;
        if (work.Configuration.Settings.Drops.GetValueOrDefault(terms.Drop) is not DirectoryDropSettings)
        {
            return null;
        }

        using var found = ForeignFile.TryOpen(Path.Combine(work.Drop(terms.Drop).LocationOf(terms.Recipient), file.Name));
        if (found is null || found.Length != file.Bytes)
        {
            return null;
        }

        var copy = TemporaryFile.New(work);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (buffer, total) = (new byte[BufferSize], 0L);
            int count;
            while (total <= file.Bytes && (count = await found.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                await copy.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                total += count;
            }

            if (total == file.Bytes && Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256)
            {
                copy.Position = 0;
                return copy;
            }
        }
        catch
        {
            await copy.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await copy.DisposeAsync().ConfigureAwait(false);
        return null;
    }
}
