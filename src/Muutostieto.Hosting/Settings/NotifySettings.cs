namespace Muutostieto.Hosting.Settings;

/// <summary>The section <c>Notify</c> of <c>appsettings.json</c>: how people are notified of what failed, is overdue or was
/// refused.</summary>
/// <param name="Command">Null: no program is run.</param>
/// <param name="Mail">Null: no mail is sent.</param>
public sealed record NotifySettings(CommandNotifySettings? Command = null, MailNotifySettings? Mail = null);
