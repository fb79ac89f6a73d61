using MailKit.Net.Smtp;
using MailKit.Security;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Notifications;

/// <summary>Sends one mail over one connection. A type of its own, so that the library is loaded only when a mail is sent.</summary>
internal sealed class MailTransport(MailNotifySettings settings, IRemedyWords words)
{
    private MailStep step;

    /// <exception cref="NotificationException">The server did not take it.</exception>
    public async Task SendAsync(NoticeMessage message, string to, CancellationToken cancellation)
    {
        var password = settings.Login is { } login ? MailPassword.Read(login) : null;
        var certificates = MailCertificateCheck.Of(settings.CaFile);
        using var client = new SmtpClient { CheckCertificateRevocation = false, Timeout = settings.TimeoutSeconds * 1000 };
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => certificates.Accepts(certificate, chain, errors);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        whole.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            await ConnectAsync(client, whole.Token).ConfigureAwait(false);
            if (password is not null)
            {
                step = MailStep.Login;
                await client.AuthenticateAsync(settings.Login!.User, password, whole.Token).ConfigureAwait(false);
            }

            step = MailStep.Send;
            using var mail = MailText.Of(message, settings.From, to, words);
            await client.SendAsync(mail, whole.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            var seconds = step == MailStep.Connect ? settings.ConnectTimeoutSeconds : settings.TimeoutSeconds;
            throw new NotificationException(
                $"{settings.Host}:{settings.Port} did not answer within {seconds} seconds, {MailFailure.Place(step)}. Check its log, port "
                    + "and security.",
                failure);
        }
        catch (Exception failure) when (MailFailure.Is(failure))
        {
            throw MailFailure.Of(failure, step, settings, to);
        }

        await QuitAsync(client, whole.Token).ConfigureAwait(false);
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellation)
    {
        using var connecting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        connecting.CancelAfter(TimeSpan.FromSeconds(settings.ConnectTimeoutSeconds));
        var options = settings.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await client.ConnectAsync(settings.Host, settings.Port, options, connecting.Token).ConfigureAwait(false);
    }

    /// <summary>The server has taken the message: how it says good-bye changes nothing, and must not send it twice.</summary>
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(true, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (MailFailure.Is(failure) || failure is TimeoutException or OperationCanceledException)
        {
            // Closed by the end of the connection.
        }
    }
}
