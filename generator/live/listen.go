package live

import (
	"fmt"
	"log"
	"net"
	"strconv"
)

// tries is how many ports after the first are tried when it is taken.
const tries = 10

// listen opens an address of this machine that no other machine can reach.
func listen(address string, notices *log.Logger) (net.Listener, error) {
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("address %q: write host:port, such as 127.0.0.1:8080", address)
	}
	port, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("address %q: the port is a number from 0 to 65535", address)
	}
	ip, err := loopback(host)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", address, err)
	}
	first, err := listenAt(ip, int(port))
	if err == nil || port == 0 {
		return first, err
	}
	for next := int(port) + 1; next <= min(int(port)+tries, 65535); next++ {
		if listener, failed := listenAt(ip, next); failed == nil {
			notices.Printf("port %d cannot be used (%v); using %d", port, err, next)
			return listener, nil
		}
	}
	return nil, fmt.Errorf("no free port from %d to %d: %w", port, min(int(port)+tries, 65535), err)
}

func loopback(host string) (net.IP, error) {
	if host == "" {
		host = "127.0.0.1"
	}
	found, err := net.ResolveIPAddr("ip", host)
	if err != nil {
		return nil, err
	}
	if !found.IP.IsLoopback() {
		return nil, fmt.Errorf("%s can be reached from other machines; write 127.0.0.1, [::1] or localhost", host)
	}
	return found.IP, nil
}

// listenAt takes the address that was judged, never a name that could be resolved to another one.
func listenAt(ip net.IP, port int) (net.Listener, error) {
	return net.ListenTCP("tcp", &net.TCPAddr{IP: ip, Port: port})
}
