using System.Globalization;
using System.Net.Sockets;
using Muutostieto.Records;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;
using Renci.SshNet.Sftp;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// The failures of the library and of the server, in the user's words. Whether one passes is judged by its kind, never by its text.
/// </summary>
/// <param name="drop">The drop's name in the configuration.</param>
/// <param name="settings">How it is reached.</param>
/// <param name="folder">The remote folder.</param>
internal sealed class SftpErrors(string drop, SftpDropSettings settings, string folder) : DropErrors(drop, Address(settings) + folder)
{
    private const int LongestWords = 300;

    public static string Address(SftpDropSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"sftp://{settings.User}@{settings.Host}:{settings.Port}");

    /// <summary>Whether the connection, and not what was asked of it, failed: then the same may succeed later.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        SftpException sftp => sftp.StatusCode is StatusCode.NoConnection or StatusCode.ConnectionLost,
        SshAuthenticationException or SshPassPhraseNullOrEmptyException => false,
        SshConnectionException lost =>
            lost.DisconnectReason is not (DisconnectReason.KeyExchangeFailed or DisconnectReason.ProtocolVersionNotSupported
            or DisconnectReason.HostKeyNotVerifiable or DisconnectReason.HostNotAllowedToConnect or DisconnectReason.IllegalUserName
                or DisconnectReason.NoMoreAuthenticationMethodsAvailable),

        // A server that is killed in the middle shows as either of the last two: what the library does next finds its session closed.
        SshOperationTimeoutException or SocketException or SshException or InvalidOperationException => true,
        _ => false,
    };

    public MuutostietoException TooSlow(TimeSpan limit) =>
        Pass(string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds:0} seconds"));

    /// <summary>A recipient's file was listed as small, and no end of it comes.</summary>
    public MuutostietoException GrowsWithoutEnd(int limit) => Stay(
        string.Create(CultureInfo.InvariantCulture,
            $"a file in {folder} had more than {limit} bytes when it was fetched, though it was listed as smaller. Ask the recipient "
                + $"what writes it."));

    public MuutostietoException NoRoom(ulong available, long needed) => Stay(string.Create(
        CultureInfo.InvariantCulture,
            $"the server has room for {available} bytes, expected {needed}. Nothing was sent. Have room made on the server's disk, "
                + $"then run again."));

    /// <summary>No connection was made.</summary>
    /// <param name="failure">What the library says.</param>
    /// <param name="check">What was found of the host key.</param>
    /// <param name="isWithoutSftp">Whether the account was entered, so that SFTP alone is missing.</param>
    public MuutostietoException NotConnected(Exception failure, HostKeyCheck check, bool isWithoutSftp) => check.Verdict switch
    {
        HostKeyVerdict.Unknown or HostKeyVerdict.Different or HostKeyVerdict.Revoked => WrongHostKey(check),
        _ => failure switch
        {
            SshAuthenticationException
                or SshConnectionException { DisconnectReason: DisconnectReason.NoMoreAuthenticationMethodsAvailable } => Stay(Refused()),
            SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } => Stay(
                $"the server and this client have no algorithm in common ({Words(failure)}). Update the older of the two."),
            _ when isWithoutSftp => Stay(
                $"the server lets the account in, but does not answer with SFTP ({Words(failure)}). Have its SFTP subsystem enabled "
                    + $"for the account."),
            _ when IsPassing(failure) => Pass(Words(failure)),
            _ => Stay($"could not connect ({failure.GetType().Name}: {Words(failure)}). Correct the cause, then run again."),
        },
    };

    /// <summary>The drop's folder cannot be entered or listed.</summary>
    public MuutostietoException NoFolder(Exception failure) => failure switch
    {
        SftpPermissionDeniedException =>
            Stay($"the folder {folder} cannot be entered by the user {settings.User}. Have the server's keeper grant it."),
        SftpPathNotFoundException =>
            Stay($"the folder {folder} is missing on the server. Have the recipient's folders download and upload made there, or "
                + $"correct remotePath."),
        _ => CommandFailed("listing the folder", failure),
    };

    /// <summary>Something that was to be done to a file failed.</summary>
    public MuutostietoException CommandFailed(string action, Exception failure) => failure switch
    {
        MuutostietoException known => known,
        SftpPermissionDeniedException =>
            Stay($"{action}: the folder {folder} is not writable for the user {settings.User}. Have the server's keeper grant it."),
        SftpPathNotFoundException =>
            Stay($"{action}: not found on the server. Something else changes the folder {folder} at the same time; find out what, "
                + $"then run again."),
        SftpException { StatusCode: StatusCode.Failure } => Stay(
            $"{action}: the server failed ({Words(failure)}), most often because its disk or the account's quota is full. Make room "
                + $"there, then run again."),
        _ when IsPassing(failure) => Pass($"{action}: {Words(failure)}"),
        _ => Stay($"{action}: {Words(failure)}. Correct the cause, then run again."),
    };

    /// <summary>A file has appeared under the name while the delivery was under way.</summary>
    public MuutostietoException NotRevealed(DropFile file, Exception? failure) => failure is not null && IsPassing(failure)
        ? CommandFailed($"renaming {file.Name}", failure)
        : Stay($"{file.Name} arrived but could not be given its name ({(failure is null ? "the name is taken" : Words(failure))}). "
            + $"Check what exists under that name, then run again.");

    private MuutostietoException WrongHostKey(HostKeyCheck check)
    {
        var place = settings.KnownHostsFile ?? "hostKeyFingerprints";
        var found = check.Verdict switch
        {
            HostKeyVerdict.Unknown => $"there is none of this server in {place}",
            HostKeyVerdict.Revoked => $"it is revoked in {place}",
            _ => $"it is not the one in {place}",
        };
        return Stay(
            $"the server's host key has the fingerprint {check.Fingerprint}, and {found}. Nothing was sent. "
            + "Ask the server's keeper for the key's fingerprint by another way; add the new key only if it agrees.");
    }

    private string Refused() => (settings.PrivateKeyFile, settings.Password) switch
    {
        (null, _) => $"the server refused the password for the user {settings.User}. Check user and password, and that the account "
            + $"may log in by password.",
        ({ } key, null) => $"the server refused the key {key} for the user {settings.User}. Check that its public half is among the "
            + $"account's authorized keys.",
        ({ } key, _) => $"the server refused the key {key} and the password for the user {settings.User}. Check both with the "
            + $"server's keeper.",
    };

    /// <summary>What was said, with nothing that could steer a terminal, and not endlessly.</summary>
    private static string Words(Exception failure)
    {
        var said = new string([.. failure.Message.Where(c => !char.IsControl(c)).Take(LongestWords)]).Trim().TrimEnd('.');
        return said.Length > 0 ? said : failure.GetType().Name;
    }

    private MuutostietoException Pass(string what) => new(
        FailureKind.Transient,
            $"{Where}: unreachable, {what}. Run again later; if it stays, check host and port and that the server is up.");

    private MuutostietoException Stay(string what) => new(FailureKind.Fault, $"{Where}: {what}");
}
