namespace Muutostieto.Hosting.Notifications;

/// <summary>Nobody could be told. The message says why, without what was to be told.</summary>
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
