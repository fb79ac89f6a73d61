using Muutostieto.Records;

namespace Muutostieto.Drops;

/// <summary>
/// Where deliveries are published to recipients.
/// <para>
/// Publishing is idempotent and whole: files become visible under their names only when all of them have arrived, the manifest last, so a
/// visible
/// manifest means a whole delivery. It may be stopped anywhere and called again; publishing what is already there changes nothing. A file
/// of a
/// delivery's name with other content is never overwritten: then nothing at all is changed.
/// </para>
/// <para>
/// Every failure is a <see cref="MuutostietoException"/>. <see cref="FailureKind.Transient"/> goes away without intervention (refused, too
/// slow, connection lost);
/// <see cref="FailureKind.Integrity"/> is other content, in the drop or in the outbox; <see cref="FailureKind.Usage"/> is a setting that
/// was found wrong before
/// connecting; <see cref="FailureKind.Fault"/> needs an operator (host key, account key, folder, rights, space). The last three persist
/// until an operator acts.
/// </para>
/// <para>
/// What recipients write in <c>upload/</c> is theirs: it is read, within limits, and never changed or removed here. An accepted delivery is
/// known
/// from the ledger, so a receipt that stays does no harm, and its writer can see what was answered.
/// </para>
/// <para>A drop holds no state between calls and may be used for several deliveries, one after another.</para>
/// </summary>
public interface IDrop
{
    /// <summary>The drop's name in the configuration.</summary>
    string Name { get; }

    /// <summary>Where a recipient's deliveries are, for people to read.</summary>
    string LocationOf(string recipient);

    /// <summary>Publishes the delivery. When it returns, all files are visible, and durable as far as the drop can promise it.</summary>
    /// <param name="delivery">The files, the manifest last.</param>
    /// <param name="revealing">
    /// Called once when all that is missing has arrived under hidden names, durably as far as the drop can promise it, and before the first
    /// file gets its own; not when nothing is missing.
    /// When it fails nothing becomes visible and its failure is the call's. Null when not needed.
    /// </param>
    /// <param name="progress">Called with the number of bytes of the delivery in the drop so far; null when not needed.</param>
    /// <param name="cancellation">Stops between steps; the delivery can be published again later.</param>
    Task PublishAsync(DropDelivery delivery, Action? revealing, IProgress<long>? progress, CancellationToken cancellation);

    /// <summary>Looks which of the delivery's files are there, and changes nothing.</summary>
    /// <param name="delivery">What should be there. The local files are not needed.</param>
    /// <param name="verifyContent">Also compare the SHA-256, which for a remote drop means fetching the files.</param>
    /// <param name="cancellation">Stops the look.</param>
    Task<DropInspection> InspectAsync(DropDelivery delivery, bool verifyContent, CancellationToken cancellation);

    /// <summary>
    /// As the other <see cref="InspectAsync(DropDelivery, bool, CancellationToken)"/>, for several deliveries of one recipient in one look.
    /// What fails with one of them is in its inspection (<see cref="DropInspection.Failure"/>) and keeps no other from being looked at; an
    /// unreachable drop, or a folder that cannot be listed, fails the look.
    /// </summary>
    /// <returns>What was found, in the order of the deliveries.</returns>
    Task<IReadOnlyList<DropInspection>> InspectAsync(
        string recipient,
        IReadOnlyList<DropDelivery> deliveries,
        bool verifyContent,
        CancellationToken cancellation);

    /// <summary>
    /// Puts files of a published delivery there again that the drop has damaged: what is there under their names, empty, short or
    /// different, is replaced, the manifest last. A file that is not there stays so: its recipient has taken it. Idempotent; may be stopped
    /// anywhere and called again.
    /// </summary>
    /// <param name="delivery">A delivery whose names in the drop are its own: one whose manifest was visible.</param>
    /// <param name="verifyContent">Also compare the SHA-256, which for a remote drop means fetching the files.</param>
    /// <param name="revealing">As in <see cref="PublishAsync"/>.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The files that were replaced.</returns>
    Task<IReadOnlyList<DropFile>> HealAsync(DropDelivery delivery, bool verifyContent, Action? revealing, CancellationToken cancellation);

    /// <summary>
    /// Looks which of these names are not in the recipient's <c>download/</c> any more, all in one look: of a published delivery only its
    /// recipient removes files.
    /// </summary>
    /// <returns>The names that are gone; none when the folder itself is not there, which says nothing about what the recipient
    /// did.</returns>
    Task<IReadOnlySet<string>> FindGoneAsync(string recipient, IReadOnlyCollection<string> names, CancellationToken cancellation);

    /// <summary>
    /// Reads the receipts of these deliveries. Others are not opened, so that years of receipts cost nothing. A folder <c>upload/</c> that
    /// is not there holds none; links are not followed.
    /// </summary>
    /// <param name="recipient">The recipient's folder name in the drop.</param>
    /// <param name="stems">The stems of the deliveries that wait for an answer.</param>
    /// <param name="cancellation">Stops the look.</param>
    Task<IReadOnlyList<ReceiptFile>> ReadReceiptsAsync(string recipient, IReadOnlyCollection<string> stems, CancellationToken cancellation);

    /// <summary>
    /// Shows what the recipient has uploaded, other than receipts: each file that is wanted, with its content, one after another. Links are
    /// not followed. The embedded drop makes the recipient's folders when they are not there; elsewhere a folder <c>upload/</c> that is not
    /// there holds none.
    /// </summary>
    /// <param name="recipient">The recipient's folder name in the drop.</param>
    /// <param name="choose">Picks what is to be read of what is there, in the order of reading. The rest is not opened.</param>
    /// <param name="largest">A file of more bytes is not read.</param>
    /// <param name="take">Is given each file; without content when it is no plain file, cannot be read, or is larger.</param>
    /// <param name="cancellation">Stops between two files.</param>
    Task ReadUploadsAsync(
        string recipient,
        Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose,
        int largest,
        Func<UploadFile, byte[]?, Task> take,
        CancellationToken cancellation);

    /// <summary>
    /// Puts a small file of the service's own into <c>download/</c>, in the place of an earlier one of the name. It appears whole.
    /// Idempotent.
    /// </summary>
    /// <param name="recipient">The recipient's folder name in the drop.</param>
    /// <param name="file">Its name: no folder, not hidden, printable ASCII.</param>
    /// <param name="content">All of it.</param>
    /// <param name="cancellation">Stops before it appears.</param>
    Task PutAnswerAsync(string recipient, string file, byte[] content, CancellationToken cancellation);

    /// <summary>
    /// Puts a file into <c>upload/</c> for a recipient's user who sends it in the browser: as if the recipient had put it there. It appears
    /// whole, and only where nothing has its name.
    /// </summary>
    /// <param name="recipient">The recipient's folder name in the drop.</param>
    /// <param name="file">Its name: no folder, not hidden, printable ASCII.</param>
    /// <param name="content">All of it, from the beginning; can be read twice.</param>
    /// <param name="cancellation">Stops before it appears.</param>
    /// <exception cref="MuutostietoException">Integrity: something has the name, and stays as it is. Others as above.</exception>
    Task PutUploadAsync(string recipient, string file, Stream content, CancellationToken cancellation);

    /// <summary>
    /// Removes a delivery's files, the manifest first, and at last what has arrived of it under hidden names: a visible manifest means a
    /// whole delivery, at every moment. Idempotent: what is not there any more is no failure. May be stopped anywhere and called again.
    /// </summary>
    /// <param name="delivery">What is to go. The local files are not needed and not touched.</param>
    /// <param name="cancellation">Stops between files.</param>
    Task RemoveAsync(DropDelivery delivery, CancellationToken cancellation);

    /// <summary>
    /// Tries out whether deliveries can be published for a recipient: enters the drop, looks at its folders and room, and does with a small
    /// file of a hidden name what is done with a delivery's. Leaves nothing behind and makes no folder.
    /// </summary>
    /// <param name="recipient">The recipient's folder name in the drop.</param>
    /// <param name="done">Is given each step that went well. What goes wrong is the call's failure, and the steps after it are not
    /// tried.</param>
    /// <param name="cancellation">Stops between steps.</param>
    Task TryOutAsync(string recipient, Action<DropTrialStep> done, CancellationToken cancellation);
}
