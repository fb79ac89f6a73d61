namespace Muutostieto.Hosting.Notifications;

/// <summary>A notification failed. The message says why, without the notification's content.</summary>
public sealed class NotificationException : Exception
{
    public NotificationException()
    {
    }

    public NotificationException(string message)
        : base(message)
    {
    }

    public NotificationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
