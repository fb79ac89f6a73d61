using System.IO.Abstractions;
using System.Reflection;

namespace Muutostieto.Testing;

/// <summary>Passes on the calls of an interface of a file system, and counts those that touch a file.</summary>
public class CountingProxy : DispatchProxy
{
    private object target = null!;
    private Action count = null!;

    /// <summary>Puts a proxy around an object.</summary>
    internal static object Around(object target, Type face, Action count)
    {
        var proxy = (CountingProxy)Create(face, typeof(CountingProxy));
        (proxy.target, proxy.count) = (target, count);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        var isPart = targetMethod.DeclaringType == typeof(IFileSystem);
        if (!isPart)
        {
            count();
        }

        object? result;
        try
        {
            result = targetMethod.Invoke(target, args);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }

        return result switch
        {
            FileSystemStream stream => new CountingStream(stream, count),
            not null when isPart && targetMethod.ReturnType != typeof(IPath) => Around(result, targetMethod.ReturnType, count),
            _ => result,
        };
    }
}
